package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.FillPace;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.ReplicatedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fill pauses as long as it would harm others, and says why. */
@FullRun
@Timeout(120)
final class FillPausesTest {
  private static final TableName TABLE = new TableName("public", "task");

  private static final Stages STAGES =
      Stages.of(
          new SqlMigration(2, "0002_x", "d", Optional.empty(), List.of(), List.of()), Set.of());

  @TempDir static Path folder;

  private static ReplicatedServers servers;

  private final Recorder listener = new Recorder();
  private final FillPauses pauses =
      new FillPauses(listener, RetryPolicy.NORMAL, new FillPace(0.5, Duration.ofMillis(300)), 24);
  private Connection connection;
  private Connection other;

  @BeforeAll
  static void start() throws Exception {
    servers = ReplicatedServers.start(folder, 18, "autovacuum_naptime = 1s\nfsync = off\n");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    other = servers.connect();
    execute(
        other,
        "create table task as select n from generate_series(1, 20000) n",
        "create role app login password 'x'");
    connection = servers.connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    execute(other, "drop table task", "drop role app");
    other.close();
  }

  @Test
  void aReplicaThatLags() throws SQLException {
    try (Connection standby = servers.connectToStandby()) {
      execute(other, "insert into task values (1)");
      awaitTrue(
          "select replay_lsn >= pg_current_wal_lsn() from pg_stat_replication where state ="
              + " 'streaming'");
      await();
      assertThat(listener.lines).isEmpty();
      execute(standby, "select pg_wal_replay_pause()");
      do {
        execute(other, "insert into task values (1)");
      } while (!isTrue("select max(replay_lag) > interval '0.5 s' from pg_stat_replication"));
      listener.then = () -> execute(standby, "select pg_wal_replay_resume()");
      await();
    }
    assertThat(listener.lines).hasSize(1);
    assertThat(listener.lines.get(0))
        .matches("paused: The replica copy lags by [0-9.]+ m?s; maxReplicaLag is 300 ms");
  }

  @Test
  void lagThatTheRoleMayNotSee() throws SQLException {
    awaitTrue("select exists (select from pg_stat_replication)");
    try (Connection app = servers.connect("app", "x")) {
      app.setAutoCommit(false);
      await(app);
      await(app);
    }
    assertThat(listener.lines).containsExactly("lag is not watched");
  }

  @Test
  void aSlotThatRetainsMuch() throws SQLException {
    execute(other, "select pg_create_physical_replication_slot('unread', true)");
    await();
    for (int i = 0; i < 3; i++) {
      execute(other, "insert into task values (1)", "select pg_switch_wal()");
    }
    listener.then = () -> execute(other, "select pg_drop_replication_slot('unread')");
    await();
    assertThat(listener.lines).hasSize(1);
    assertThat(listener.lines.get(0))
        .matches(
            "paused: The replication slot unread retains \\d+ MB of WAL, \\d+ MB more than at the"
                + " start; its reader must catch up");
  }

  @Test
  void aSessionThatWaitsForTheTable() throws Exception {
    try (Connection reader = servers.connect();
        Connection locker = servers.connect()) {
      reader.setAutoCommit(false);
      execute(reader, "select from task limit 1");
      Thread waiting =
          new Thread(
              () -> {
                try {
                  execute(locker, "begin; lock table task; commit");
                } catch (SQLException e) {
                  listener.lines.add(e.getMessage());
                }
              });
      waiting.start();
      awaitTrue("select exists (select from pg_locks where not granted)");
      listener.then = reader::rollback;
      await();
      waiting.join();
    }
    assertThat(listener.lines).hasSize(1);
    assertThat(listener.lines.get(0)).matches("paused: Process \\d+ waits for a lock on task");
  }

  @Test
  void anAutovacuumThatMustNotBeDisturbed() throws SQLException {
    execute(
        other,
        "alter table task set (autovacuum_freeze_max_age = 100000, autovacuum_vacuum_cost_delay ="
            + " 100, autovacuum_vacuum_cost_limit = 1)",
        """
        do $$
        begin
          create temporary table burnt (n int);
          for n in 1 .. 110000 loop
            begin
              insert into burnt values (n);
            exception when others then null;
            end;
          end loop;
          drop table burnt;
        end $$\
        """);
    awaitTrue(
        "select exists (select from pg_stat_activity where query like 'autovacuum: VACUUM%task (to"
            + " prevent wraparound)')");
    listener.then =
        () ->
            execute(
                other,
                "select pg_terminate_backend(pid) from pg_stat_activity where query like"
                    + " 'autovacuum:%wraparound)'",
                "alter table task reset (autovacuum_freeze_max_age)");
    await();
    assertThat(listener.lines).hasSize(1);
    assertThat(listener.lines.get(0))
        .matches("paused: An autovacuum to prevent wraparound works on task \\(process \\d+\\)");
  }

  /** Asks the server, which happens once a second. */
  private void await() throws SQLException {
    await(connection);
  }

  private void await(Connection session) throws SQLException {
    pauses.await(session, STAGES, 1, TABLE);
    DatabaseWait.of(Duration.ofMillis(1050));
  }

  private void awaitTrue(String query) throws SQLException {
    while (!isTrue(query)) {
      DatabaseWait.of(Duration.ofMillis(20));
    }
  }

  private boolean isTrue(String query) throws SQLException {
    try (Statement statement = other.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** What ends the pause. */
  @FunctionalInterface
  private interface Action {
    void run() throws SQLException;
  }

  /** Records, and ends the pause when it is reported. */
  private static final class Recorder extends RecordingListener {
    Action then = () -> {};

    @Override
    public void fillPaused(Stages stages, int number, String reason, Duration paused) {
      super.fillPaused(stages, number, reason, paused);
      try {
        then.run();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
