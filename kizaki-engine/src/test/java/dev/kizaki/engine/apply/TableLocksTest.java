package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestCommands;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks that a role may not take before the command that needs them. */
@FullRun
final class TableLocksTest {
  private static final String LOCKS =
      "select coalesce(string_agg(relation::regclass || ' ' || mode, ', ' order by"
          + " relation::regclass::text), '') from pg_locks where pid = pg_backend_pid() and relation"
          + " in (select oid from pg_class where relname in ('parent', 'child')) and mode like"
          + " 'ShareRow%'";

  private static SqlCommand command(String text, String... tables) {
    return TestCommands.command(
        text,
        new PlanStatementRef(0, new RunSql("select 1"), "do 1"),
        true,
        List.of(tables).stream()
            .map(
                each ->
                    new TableLock(
                        new TableName("public", each),
                        LockMode.SHARE_ROW_EXCLUSIVE,
                        RowAccess.CATALOG))
            .toList(),
        List.of(new Requirement(Requirement.Kind.REFERENCE_TABLE, "public", "parent")),
        false);
  }

  /**
   * A role that may only refer to the parent may not lock it. The foreign key waits for the
   * parent's writer, but other writers do not wait behind the foreign key.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatTheRoleMayNotLockIsLeftToTheCommand(int major) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (EngineDatabase database = new EngineDatabase(major);
        Connection connection = database.connect();
        Connection writer = database.connect();
        SlowStepWatch watch =
            new SlowStepWatch(database.sessions(), EngineDatabase.PATIENCE, database.listener)) {
      database.execute(
          "do $$ begin create role referrer; exception when duplicate_object then null; end $$",
          "create table parent (id int primary key, n int)",
          "insert into parent values (1, 1), (2, 2)",
          "create table child (parent_id int)",
          "alter table child owner to referrer",
          "grant references on parent to referrer",
          "grant create, usage on schema public to referrer");
      connection.setAutoCommit(false);
      execute(connection, "set role referrer");
      connection.commit();
      writer.setAutoCommit(false);
      execute(writer, "update parent set n = 0 where id = 1");
      SqlCommand command =
          command(
              "alter table child add foreign key (parent_id) references parent not valid",
              "child",
              "parent",
              "made_later");
      Stage.Part part = new Stage.Part(0, command);
      TableLocks locks = new TableLocks(connection, watch, Duration.ofSeconds(20));
      locks.take(List.of(part));
      assertThat(answer(connection, LOCKS)).isEqualTo("child ShareRowExclusiveLock");
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong longest = new AtomicLong();
      Future<?> others =
          threads.submit(
              () -> {
                try (Connection other = database.connect()) {
                  while (!over.get()) {
                    long start = System.nanoTime();
                    execute(other, "update parent set n = n + 1 where id = 2");
                    longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                    Thread.sleep(10);
                  }
                }
                return null;
              });
      Future<?> release =
          threads.submit(
              () -> {
                Thread.sleep(2000);
                writer.commit();
                return null;
              });
      locks.run(part, () -> executeStep(connection, command));
      release.get(1, TimeUnit.MINUTES);
      assertThat(answer(connection, LOCKS))
          .isEqualTo("child ShareRowExclusiveLock, parent ShareRowExclusiveLock");
      assertThat(answer(connection, "show lock_timeout")).isEqualTo("20s");
      connection.commit();
      over.set(true);
      others.get(1, TimeUnit.MINUTES);
      System.out.println("others' longest wait for the parent: " + longest + " ms");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void executeStep(Connection connection, SqlCommand command) throws StepFailure {
    try {
      execute(connection, command.text());
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
