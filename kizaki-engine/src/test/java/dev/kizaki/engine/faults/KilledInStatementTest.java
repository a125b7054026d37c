package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the JVM that applies migrations while the server executes a long statement. The server
 * detects this within a second; if it cannot check its client, it executes the statement to its
 * end. The statement must have no effect, and the next run, which starts at once, must wait for it
 * and succeed. An event trigger makes the commands slow; a separate table contains the delay.
 */
@FullRun
final class KilledInStatementTest {
  private static final String SLOW_COMMANDS =
      """
      create schema test_control;
      create table test_control.pace (command text, seconds int, checks_client boolean);
      create function test_control.slow() returns event_trigger language plpgsql as $$
      declare pace record;
      begin
        for pace in select * from test_control.pace where command = tg_tag loop
          if not pace.checks_client then
            perform set_config('client_connection_check_interval', '0', true);
          end if;
          perform pg_sleep(pace.seconds);
        end loop;
      end $$;
      create event trigger slow on ddl_command_end execute function test_control.slow()\
      """;

  private static final String SLEEPING =
      "select pid from pg_stat_activity where datname = current_database()"
          + " and application_name = 'kizaki' and wait_event = 'PgSleep'";

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void theNextRunWaitsForItAndEndsWell(int major, TestReporter reporter) throws Exception {
    try (SweptProject project = SweptProject.in(root, FaultServer.shared(major))) {
      project.observer().execute(SLOW_COMMANDS);
      Recovery recovery = new Recovery(project, true);
      for (String command : List.of("ALTER TABLE", "CREATE INDEX")) {
        kill(recovery, project, command, 60, true);
      }
      kill(recovery, project, "ALTER TABLE", 3, false);
      recovery.report(reporter, "SIGKILL of the client in a statement, PostgreSQL " + major);
      recovery.assertAll();
    }
  }

  /**
   * @param checksClient whether the server checks that its client is still connected
   */
  private static void kill(
      Recovery recovery, SweptProject project, String command, int seconds, boolean checksClient)
      throws Exception {
    recovery.reset();
    project
        .observer()
        .execute(
            "insert into test_control.pace values ('%s', %d, %s)"
                .formatted(command, seconds, checksClient));
    ApplyingClient client = ApplyingClient.launch(project, project.database().jdbcUrl());
    awaitSleep(project.observer());
    client.kill();
    project.observer().execute("delete from test_control.pace");
    recovery.recover(command + (checksClient ? "" : ", unnoticed"));
  }

  private static void awaitSleep(Observer observer) throws SQLException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (observer.column(SLEEPING).isEmpty()) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
