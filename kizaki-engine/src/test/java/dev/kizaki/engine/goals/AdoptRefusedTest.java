package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adopt refuses because of other roles and other sessions; its advice is followed. */
@FullRun
class AdoptRefusedTest {
  private static final String WAITING =
      "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
          + " where not l.granted and c.relname = 't'";

  @TempDir private Path root;
  private TestDatabase database;
  private AdoptedDatabase adopted;
  private final RecordedLines lines = new RecordedLines();

  @BeforeEach
  void create() {
    database = PostgresServers.version(17).freshDatabase();
    adopted = new AdoptedDatabase(root, database);
  }

  @AfterEach
  void drop() throws Exception {
    database.close();
  }

  @Test
  void tablesThatTheRoleMayNotReadAreNamed() throws Exception {
    String role = "reader_" + System.nanoTime();
    adopted.with(
        """
        create table a (x int); create table b (x int); create table c (x int);
        create role %1$s login password 'secret';
        grant select on a to %1$s;
        """
            .formatted(role));
    try {
      assertThatThrownBy(() -> adopt(role))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).contains(RefusalCode.TABLES_FORBIDDEN))
          .hasMessage(
              """
              The role may not read 2 tables of schema public: b, c.
              Connect as the owner of the tables, or grant it SELECT on them.\
              """);
      assertThat(root.resolve("migrations")).doesNotExist();
      adopted.with("grant select on b, c to " + role);
      assertThat(adopt(role).managed()).containsExactly("a", "b", "c");
    } finally {
      adopted.with("drop owned by " + role + "; drop role " + role);
    }
  }

  /**
   * The first reading waits for the lock of a session that changes the table. What it reads is as
   * of its beginning, and the second reading sees the change.
   */
  @Test
  void aSchemaThatChangesMeanwhileIsNotAdopted() throws Exception {
    adopted.with("create table t (x int default 1 + 1)");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("alter table t add y int default 2 + 2");
      Future<AdoptResult> adopting = executor.submit(() -> adopted.adopt(lines));
      awaitWaiting();
      other.commit();
      assertThatThrownBy(adopting::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).contains(RefusalCode.CHANGED_WHILE_READ))
          .hasMessage(
              """
              The schema public changed while it was read: another program is changing it. Run \
              again when it has finished.\
              """);
    } finally {
      executor.shutdownNow();
    }
    assertThat(Files.exists(root.resolve("migrations"))).isFalse();
    assertThat(adopted.adopt(lines).managed()).containsExactly("t");
  }

  private void awaitWaiting() throws SQLException, InterruptedException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int tries = 0; tries < 500; tries++) {
        try (var row = statement.executeQuery(WAITING)) {
          row.next();
          if (row.getInt(1) > 0) {
            return;
          }
        }
        Thread.sleep(20);
      }
    }
    throw new AssertionError("adopt does not wait for the lock");
  }

  private AdoptResult adopt(String role) {
    DatabaseSettings settings =
        TestRequests.database(
            new DatabaseLocation.Server(
                database.jdbcUrl(), Optional.of(role), Optional.of(new Secret("secret"))),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    return new Kizaki(lines)
        .adopt(
            new AdoptRequest(
                AppliedProject.project(root),
                settings,
                false,
                (artifact, version) ->
                    TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
  }
}
