package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of a connection that was cut or a session that was ended; {@code
 * faults.KillSweepTest} does that at every place of a run.
 */
@FullRun
final class LostConnectionTest {
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void anEndedSessionIsReported(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major)) {
      Throwable failure =
          catchThrowable(
              () ->
                  database.apply(
                      Migrations.of("0001_a", "create table a (id int)"),
                      Migrations.of(
                          "0002_x",
                          "create table x (id int)",
                          "select pg_terminate_backend(pg_backend_pid())",
                          "create table y (id int)")));
      assertThat(failure)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              "The connection to "
                  + database.address()
                  + " was lost while 0002_x was being applied (terminating connection due to"
                  + " administrator command), and the database has rolled it back; run again."
                  + " Applied: 0001_a. Not applied: 0002_x.");
      assertThat(database.tables()).containsExactly("a");
      assertThat(database.appliedNames()).containsExactly("0001_a");
    }
  }

  @Test
  void aServerThatStaysAwayLeavesTheOutcomeOpen() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      CuttingProxy proxy = new CuttingProxy(database.port(), 0, CuttingProxy.Cut.BEFORE_REQUEST);
      Sessions sessions = database.sessionsThrough(proxy.port());
      RetryPolicy little =
          new RetryPolicy(
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              1,
              Duration.ofMillis(10),
              Duration.ofSeconds(1));
      Future<Throwable> run =
          thread.submit(
              () ->
                  catchThrowable(
                      () -> {
                        try (Applier applier =
                            Applier.open(sessions, "1", little, database.listener)) {
                          applier.apply(List.of(Migrations.of("0001_x", "select pg_sleep(30)")));
                        }
                      }));
      ConcurrencyTest.await(() -> !database.listener.lines.isEmpty());
      proxy.close();
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kizaki'"
              + " and datname = current_database()");

      assertThat(run.get(30, TimeUnit.SECONDS))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              "The connection to "
                  + sessions.address()
                  + " was lost while 0001_x was being applied, and kizaki could not determine"
                  + " whether it is applied: Cannot connect to "
                  + sessions.address()
                  + ": no server listens there. Check that the server runs and that host and port"
                  + " are right. When the server answers again, `mvn kizaki:status` shows it; then"
                  + " run again.");
    } finally {
      thread.shutdownNow();
    }
  }

  /** A client that vanishes without a word must not have its statement run to the end. */
  @Test
  void theServerNoticesThatItsClientIsGone() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.OLDEST)) {
      Sessions sessions =
          TestRequests.sessions(
              database.server(database.url() + "?socketTimeout=1"),
              "public",
              Duration.ofSeconds(5),
              Optional.empty());
      Throwable failure =
          catchThrowable(
              () ->
                  database.apply(
                      sessions,
                      List.of(
                          Migrations.of(
                              "0001_x", "create table x (id int)", "select pg_sleep(60)"))));
      assertThat(failure)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("was lost while 0001_x was being applied")
          .hasMessageEndingWith("Applied: none. Not applied: 0001_x.");
      assertThat(database.tables()).isEmpty();
      assertThat(
              database.query(
                  "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and"
                      + " pid <> pg_backend_pid()"))
          .containsExactly("0");
    }
  }
}
