package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with a real pooler, if it is installed. {@link PoolerCheckTest} needs none. */
@FullRun
final class PgBouncerTest {
  private static final SqlMigration MIGRATION = Migrations.of("0001_a", "create table a (id int)");

  private static Path program;
  @TempDir static Path folder;

  @BeforeAll
  static void find() {
    Optional<Path> found = PgBouncer.find();
    if (found.isEmpty()) {
      System.out.println("PgBouncerTest is skipped: no pgbouncer on the path or in /usr/sbin.");
    }
    assumeTrue(found.isPresent(), "no pgbouncer on the path or in /usr/sbin");
    program = found.get();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void inTransactionModeItIsRefused(int size) throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        PgBouncer pooler = new PgBouncer(program, folder, database, "transaction", size)) {
      Sessions sessions = awaitReady(database, pooler);
      assertThatThrownBy(() -> database.apply(sessions, List.of(MIGRATION)))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              sessions.address()
                  + " is a connection pooler in transaction mode, where the lock between two"
                  + " appliers does not hold; use the URL of the PostgreSQL server itself, or of a"
                  + " pool in session mode.");
      assertThat(database.tables()).isEmpty();
      assertThat(database.query(LEFT_LOCKS)).containsExactly("0");
    }
  }

  @Test
  void inSessionModeItWorks() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        PgBouncer pooler = new PgBouncer(program, folder, database, "session", 5)) {
      Sessions sessions = awaitReady(database, pooler);
      assertThat(database.apply(sessions, List.of(MIGRATION))).containsExactly("0001_a");
      assertThat(database.tables()).containsExactly("a");
      ConcurrencyTest.await(() -> database.query(LEFT_LOCKS).equals(List.of("0")));
    }
  }

  private static final String LEFT_LOCKS =
      "select count(*) from pg_locks where locktype = 'advisory' and database ="
          + " (select oid from pg_database where datname = current_database())";

  private static Sessions awaitReady(EngineDatabase database, PgBouncer pooler) throws Exception {
    Sessions sessions = database.sessionsThrough(pooler.port());
    ConcurrencyTest.await(
        () -> {
          assertThat(pooler.isRunning()).as("pgbouncer runs").isTrue();
          try (ReadSession session = ReadSession.open(sessions)) {
            return session.applied().isEmpty();
          } catch (EnvironmentFailure notYet) {
            return false;
          }
        });
    return sessions;
  }
}
