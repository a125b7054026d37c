package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else happens in a database while a migration runs in stages. */
@FullRun
final class NeighboursOfStagesTest {
  private static final int ROWS = 20_000;

  /** Filled by a trigger and in batches, then proven. */
  private static final String REQUIRED = StagedProject.TASK.replace("size: int?", "size: int");

  private static final String BACKFILL = "Task.size backfill sql(\"code\")";
  private static final String UNIQUE =
      StagedProject.TASK.replace("title: string", "title: string @unique");

  private static final String IN_BATCHES =
      "select exists (select from __kizaki_step where doing = 'filling task.size' and stripe <> 0)";

  @TempDir Path root;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private StagedProject project(String schema, String answers) throws IOException, SQLException {
    return new StagedProject(
        root, PostgresServers.version(18).freshDatabase(), ROWS, schema, answers);
  }

  private static void assertFilled(StagedProject project) throws SQLException {
    assertThat(project.answer("select count(*) from task where size <> coalesce(mirror, code)"))
        .isEqualTo("0");
    assertThat(
            project.answer(
                "select attnotnull from pg_attribute where attrelid = 'task'::regclass and"
                    + " attname = 'size'"))
        .isEqualTo("t");
    project.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster task using task_code", "truncate task", "delete from task"})
  void aTableThatIsRewrittenOrEmptiedDuringTheFillIsFilled(String command) throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL)) {
      project.execute("create index task_code on task (code desc)");
      Future<String> run = threads.submit(() -> project.apply());
      project.await(IN_BATCHES);
      // In one transaction, because the migration may be finished right after the command.
      project.execute(command + "; insert into task (title, code) values ('late', 5)");
      run.get(1, TimeUnit.MINUTES);
      assertThat(project.answer("select count(*) from task"))
          .isEqualTo(command.startsWith("cluster") ? "" + (ROWS + 1) : "1");
      assertFilled(project);
    }
  }

  @Test
  void timeoutsOfTheRoleOrDatabaseDoNotCount() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL)) {
      String name = project.project().test().name();
      for (String timeout :
          new String[] {
            "statement_timeout = '10ms'",
            "lock_timeout = '10ms'",
            "idle_in_transaction_session_timeout = '10ms'",
            "idle_session_timeout = '1s'",
            "transaction_timeout = '20ms'"
          }) {
        project.execute("alter database %s set %s".formatted(name, timeout));
      }
      project.apply();
      project.execute("alter database " + name + " reset all");
      assertFilled(project);
    }
  }

  /** Others that read are not kept waiting behind the stage that waits for the reader. */
  @Test
  void aReaderThatStaysForSecondsDelaysNobodyElse() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL);
        Connection reader = project.connect()) {
      reader.setAutoCommit(false);
      run(reader, "select count(*) from task");
      Future<String> run = threads.submit(() -> project.apply());
      AtomicLong longest = new AtomicLong();
      Future<?> others =
          threads.submit(
              () -> {
                try (Connection connection = project.connect()) {
                  while (!run.isDone()) {
                    long start = System.nanoTime();
                    run(connection, "update task set title = title where id = 7");
                    longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                    Thread.sleep(10);
                  }
                }
                return null;
              });
      Thread.sleep(4000);
      reader.commit();
      run.get(1, TimeUnit.MINUTES);
      others.get(1, TimeUnit.MINUTES);
      System.out.println("a reader stays 4 s: another waits " + longest + " ms at most");
      assertFilled(project);
    }
  }

  @Test
  void aTransactionThatStaysBeforeTheFirstStageIsNamed() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL);
        Connection idle = project.connect()) {
      idle.setAutoCommit(false);
      run(idle, "set application_name = 'forgotten'", "delete from task where id = 1");
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> apply(project, settings(project), lines()));
      assertThat(refusal.code()).contains(RefusalCode.MIGRATION_BLOCKED);
      assertThat(refusal)
          .hasMessageContaining("Blocked by:")
          .hasMessageContaining("application forgotten, idle in transaction since ");
      assertThat(project.answer("select count(*) from __kizaki_step")).isEqualTo("0");
      idle.rollback();
      project.apply();
      assertFilled(project);
    }
  }

  /** The fill writes all other rows, and says whose lock it has met. */
  @Test
  void aTransactionThatKeepsARowLockedIsNamed() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL);
        Connection idle = project.connect()) {
      idle.setAutoCommit(false);
      run(idle, "set application_name = 'forgotten'");
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () ->
                  apply(
                      project,
                      settings(project),
                      StagedProject.at(
                          "filling task.size",
                          () -> run(idle, "select from task where id = 3 for update"))));
      assertThat(refusal.code()).contains(RefusalCode.MIGRATION_BLOCKED);
      assertThat(refusal)
          .hasMessageContaining("Blocked by:")
          .hasMessageContaining("application forgotten, idle in transaction since ")
          .hasMessageContaining("Run the same command again");
      assertThat(project.answer("select count(*) from task where size is null")).isEqualTo("1");
      idle.rollback();
      project.apply();
      assertFilled(project);
    }
  }

  /** A writer holds one of the last rows, and then asks for another one that was filled. */
  @Test
  void aWriterThatMeetsTheSweepIsNoVictimOfADeadlock() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL);
        Connection writer = project.connect()) {
      writer.setAutoCommit(false);
      Future<?> run =
          threads.submit(
              () ->
                  project.apply(
                      OnlineSettings.ALWAYS,
                      StagedProject.at(
                          "filling task.size",
                          () ->
                              run(writer, "select from task where id in (3, 18000) for update"))));
      project.await(
          "select exists (select from __kizaki_step where doing = 'filling task.size' and stripe ="
              + " -1)");
      for (int id = 6; id < 3000; id += 300) {
        run(writer, "update task set title = title where id = " + id);
        Thread.sleep(100);
      }
      writer.commit();
      run.get(1, TimeUnit.MINUTES);
      assertFilled(project);
    }
  }

  /** A build in the server that has lost its client is waited for, and its index is used. */
  @Test
  void aBuildThatOutlivesItsClientIsWaitedFor() throws Exception {
    try (StagedProject project = project(UNIQUE, "");
        Connection old = project.connect()) {
      project.interruptAt("building task_title_key");
      project.execute("update __kizaki_step set stage = stage + 1, ended = false");
      old.setAutoCommit(false);
      old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      run(old, "update owner set name = name where id = 1");
      Future<?> builder =
          threads.submit(
              () -> {
                project.execute("create unique index concurrently task_title_key on task (title)");
                return null;
              });
      project.await(
          "select exists (select from pg_stat_progress_create_index where phase like 'waiting%')");
      Future<String> run = threads.submit(() -> project.apply());
      Thread.sleep(3000);
      assertThat(run.isDone()).isFalse();
      old.commit();
      builder.get(1, TimeUnit.MINUTES);
      assertThat(run.get(1, TimeUnit.MINUTES))
          .contains("Waiting for an index build on task that an earlier run has begun");
      project.assertNothingLeft();
    }
  }

  @Test
  void aRoleThatMayNotCreateFunctionsIsToldBeforeAnythingIsDone() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL)) {
      DatabaseSettings clerk = asClerk(project);
      project.execute("revoke create on schema public from public");
      String before = dump(project);
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> apply(project, clerk, lines()));
      assertThat(refusal.code()).contains(RefusalCode.RIGHTS_MISSING);
      assertThat(refusal)
          .hasMessageContaining("GRANT CREATE ON SCHEMA \"public\" TO \"staged_clerk\";");
      assertThat(dump(project)).isEqualTo(before);
      project.execute("grant create on schema public to staged_clerk");
      apply(project, clerk, lines());
      assertFilled(project);
    }
  }

  @Test
  void aRoleThatMayNotSeeOtherSessionsStillNamesTheirProcess() throws Exception {
    try (StagedProject project = project(REQUIRED, BACKFILL);
        Connection idle = project.connect()) {
      DatabaseSettings clerk = asClerk(project);
      project.execute("grant create on schema public to staged_clerk");
      idle.setAutoCommit(false);
      run(idle, "lock table task in access share mode");
      String process =
          project.answer(
              "select pid from pg_stat_activity where state like 'idle in%'"
                  + " and datname = current_database()");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> apply(project, clerk, lines()));
      assertThat(refusal).hasMessageContaining("Blocked by:\n  process " + process + " (user ");
      idle.rollback();
      apply(project, clerk, lines());
      assertFilled(project);
    }
  }

  /** Both need settings of the server. */
  @Test
  void anAutovacuumGivesWayAndAPreparedTransactionIsNamed(@TempDir Path temporary)
      throws Exception {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            temporary.toRealPath(), TestBinaries.version(18), TestBinaries.cache());
    try (EmbeddedServer first = postgres.start()) {
      for (String setting :
          new String[] {
            "fsync = off", "autovacuum_naptime = '1s'", "max_prepared_transactions = 2"
          }) {
        run(database(first).connect(), "alter system set " + setting);
      }
    }
    try (EmbeddedServer server = postgres.start();
        StagedProject project = new StagedProject(root, fresh(server), ROWS, REQUIRED, BACKFILL)) {
      try (Connection connection = project.connect()) {
        connection.setAutoCommit(false);
        run(connection, "lock table task in access exclusive mode", "prepare transaction 'gone'");
        connection.commit();
      }
      assertThatThrownBy(() -> apply(project, settings(project), lines()))
          .hasMessageContaining("Blocked by:\n  a prepared transaction (see pg_prepared_xacts)");
      project.execute("rollback prepared 'gone'");
      project.execute(
          "alter table task set (autovacuum_vacuum_threshold = 0,"
              + " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,"
              + " autovacuum_vacuum_cost_limit = 1)");
      project.execute("update task set title = title");
      project.await("select exists (select from pg_stat_progress_vacuum)");
      long start = System.nanoTime();
      project.apply();
      System.out.println(
          "an autovacuum in the way: %d ms".formatted((System.nanoTime() - start) / 1_000_000));
      assertFilled(project);
    } finally {
      postgres.delete();
    }
  }

  private static TestDatabase database(EmbeddedServer server) {
    return new TestDatabase(
        server.jdbcUrl(), server.username(), server.password(), "postgres", server.jdbcUrl());
  }

  private static TestDatabase fresh(EmbeddedServer server) throws SQLException {
    run(database(server).connect(), "create database staged");
    String url = server.jdbcUrl().substring(0, server.jdbcUrl().lastIndexOf('/') + 1) + "staged";
    return new TestDatabase(url, server.username(), server.password(), "staged", server.jdbcUrl());
  }

  /** Gives all tables to a role that has no other right, and returns its settings. */
  private static DatabaseSettings asClerk(StagedProject project) throws SQLException {
    project.execute(
        "do $$ begin create role staged_clerk login password 'clerk';"
            + " exception when duplicate_object then null; end $$");
    for (String table : new String[] {"task", "owner", "__kizaki_migration"}) {
      project.execute("alter table %s owner to staged_clerk".formatted(table));
    }
    return settings(project, "staged_clerk", "clerk");
  }

  /** Settings that do not wait long for locks. */
  private static DatabaseSettings settings(StagedProject project) {
    TestDatabase test = project.project().test();
    return settings(project, test.username(), test.password());
  }

  private static DatabaseSettings settings(StagedProject project, String user, String password) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            project.project().test().jdbcUrl(),
            Optional.of(user),
            Optional.of(new Secret(password))),
        "public",
        Duration.ofMillis(300),
        Optional.empty());
  }

  private static String dump(StagedProject project) throws SQLException {
    return project.answer(
        "select string_agg(relname || relfilenode, ',' order by relname) from pg_class");
  }

  private static void apply(StagedProject project, DatabaseSettings database, Reporter reporter) {
    project.apply(database, OnlineSettings.ALWAYS, reporter);
  }

  private static Reporter lines() {
    return new RecordedLines();
  }

  private static void run(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
