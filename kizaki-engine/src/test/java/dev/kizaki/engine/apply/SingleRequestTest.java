package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestCommands;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations that change only the catalog are sent to the server at once. */
@FullRun
final class SingleRequestTest {
  private static final TableName TABLE = new TableName("public", "a");

  private EngineDatabase database;

  @BeforeEach
  void start() throws SQLException {
    database = new EngineDatabase(EngineDatabase.NEWEST);
    database.execute("create table a (id int)");
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
  }

  /** A migration whose commands lock the table {@code a} and touch no rows. */
  private static SqlMigration ofCatalog(String name, String... texts) {
    List<SqlStep> steps = new ArrayList<>();
    for (SqlStep step : Migrations.of(name, texts).steps()) {
      SqlCommand command = (SqlCommand) step;
      TableLock lock = new TableLock(TABLE, LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG);
      steps.add(
          TestCommands.command(
              command.text(), command.cause(), true, List.of(lock), List.of(), false));
    }
    return Migrations.ofSteps(name, steps);
  }

  private List<String> columns() throws SQLException {
    return database.query(
        "select attname from pg_attribute where attrelid = 'a'::regclass and attnum > 0 order by 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aMigrationIsOneRequestInATransaction(int major) throws SQLException, IOException {
    try (EngineDatabase server = new EngineDatabase(major)) {
      server.execute("create table a (id int)");
      server.apply(ofCatalog("0001_b", "alter table a add b int"));
      int one = requests(server, List.of(ofCatalog("0002_c", "alter table a add c int")));
      List<SqlMigration> more =
          List.of(
              ofCatalog("0003_d", "alter table a add d int", "select 1, 2, 3"),
              ofCatalog("0004_e", "alter table a add e int", "comment on table a is 'it''s'"),
              ofCatalog("0005_f", "alter table a add f int"));
      // BEGIN, which the driver sends together with the request, and COMMIT.
      assertThat(requests(server, more) - one).isEqualTo(2 * 3);
      assertThat(server.appliedNames())
          .containsExactly("0001_b", "0002_c", "0003_d", "0004_e", "0005_f");
      assertThat(
              server.query(
                  "select distinct tool_version || ' ' || applied_by || ' '"
                      + " || (duration_ms between 0 and 60000) from __kizaki_migration"))
          .containsExactly("1.2.3 " + server.user() + " true");
    }
  }

  private static int requests(EngineDatabase server, List<SqlMigration> migrations)
      throws SQLException, IOException {
    try (CuttingProxy proxy =
        new CuttingProxy(server.port(), Integer.MAX_VALUE, CuttingProxy.Cut.NEVER)) {
      server.apply(server.sessionsThrough(proxy.port()), migrations);
      return proxy.requests();
    }
  }

  @Test
  void theCommandThatFailsIsNamed() throws SQLException {
    assertThatThrownBy(
            () ->
                database.apply(
                    ofCatalog("0001_b", "alter table a add b int"),
                    ofCatalog(
                        "0002_c",
                        "alter table a add c int",
                        "alter table a add b int",
                        "select 1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("do 2")
        .hasMessageContaining("column \"b\" of relation \"a\" already exists");
    assertThat(columns()).containsExactly("b", "id");
    assertThat(database.appliedNames()).containsExactly("0001_b");
  }

  @Test
  void aTableThatIsLockedIsWaitedFor() throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table a in access share mode");
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () -> rollBack(other), CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
      database.apply(ofCatalog("0001_b", "alter table a add b int"));
      assertThat(end).isDone();
    }
    assertThat(columns()).containsExactly("b", "id");
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SQL of a plan can remove what was prepared for the migrations after it. */
  @Test
  void preparedStatementsMayBeGone() throws SQLException {
    database.apply(
        Migrations.of("0001_b", "deallocate all"),
        ofCatalog("0002_c", "alter table a add c int"),
        ofCatalog("0003_d", "alter table a add d int"));
    assertThat(columns()).containsExactly("c", "d", "id");
    assertThat(database.appliedNames()).containsExactly("0001_b", "0002_c", "0003_d");
  }

  @Test
  void severalStatementsInOneCommandAreRefused() throws SQLException {
    assertThatThrownBy(
            () -> database.apply(ofCatalog("0001_b", "alter table a add b int; select 1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("It contains 2 statements and must be one");
    assertThat(columns()).containsExactly("id");
  }
}
