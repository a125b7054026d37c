package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;
import static dev.kizaki.engine.goals.ServerSettings.apply;
import static dev.kizaki.engine.goals.ServerSettings.execute;
import static dev.kizaki.engine.goals.ServerSettings.role;
import static dev.kizaki.engine.goals.ServerSettings.use;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RecordingListener;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rows of {@link RefusalAdviceTest} about what a database contains, and about applying. */
final class DatabaseRefusals {
  private static final String X = "0002_x";
  private static final String Z = "0003_z";
  private static final String UNIQUE = "  add unique T([a])\n  add T.z: int?";
  private static final Duration SHORT = Duration.ofMillis(100);

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.HISTORY_ROW_MISSING)
              .causedBy(
                  project -> {
                    apply(project);
                    execute(
                        project,
                        "create schema kept",
                        "create table kept.rows as table __kizaki_migration",
                        "delete from __kizaki_migration where number = 2");
                  })
              .refusedBy(Goal.APPLY)
              .says("a row was deleted by hand; restore it.")
              .followedBy(
                  project -> {
                    execute(
                        project,
                        "insert into __kizaki_migration select * from kept.rows where number = 2");
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.HISTORY_OF_OTHER_PROJECT)
              .causedBy(
                  project -> {
                    BranchedProject other =
                        new BranchedProject(project.root().resolve("other"), "")
                            .write("0001_other", Optional.empty(), "  add enum E { A }");
                    use(project, UnaryOperator.identity());
                    Goal.APPLY.run(
                        new Kizaki(new RecordedLines()),
                        other.project(),
                        ServerSettings.of(project).settings());
                  })
              .refusedBy(Goal.APPLY)
              .says("use a databaseSchema of this project's own.")
              .followedBy(project -> apply(project, each -> each.schema("own"))),
          row(RefusalCode.HISTORY_OF_OTHER_BRANCH)
              .causedBy(
                  project -> {
                    project.git("checkout", "--quiet", "-b", "mine");
                    project.delete(Z);
                    project.write("0003_mine", Optional.of(X), "  add T.z: bigint?");
                    project.edit(project.schema(), "z: int?", "z: bigint?");
                    project.commit();
                    apply(project);
                    project.git("checkout", "--quiet", "main");
                  })
              .refusedBy(Goal.APPLY)
              .says("Switch to that branch")
              .followedBy(
                  project -> {
                    project.git("checkout", "--quiet", "mine");
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.APPLIED_RENAMED)
              .causedBy(
                  project -> {
                    apply(project);
                    project.rename(Z, "0003_other");
                    project.edit(project.plan("0003_other"), Z, "0003_other");
                    project.edit(project.snapshot("0003_other"), Z, "0003_other");
                  })
              .refusedBy(Goal.APPLY)
              .says("give its directory, its plan and its snapshot the old name back.")
              .followedBy(
                  project -> {
                    project.rename("0003_other", Z);
                    project.edit(project.plan(Z), "0003_other", Z);
                    project.edit(project.snapshot(Z), "0003_other", Z);
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.APPLIED_PLAN_CHANGED)
              .causedBy(
                  project -> {
                    apply(project);
                    project.replaceLatest("  add T.z: bigint?");
                    project.edit(project.schema(), "z: int?", "z: bigint?");
                  })
              .refusedBy(Goal.APPLY)
              .says(
                  "restore its directory from version control, and put the change into a new"
                      + " migration.")
              .followedBy(
                  project -> {
                    project.git("checkout", "--", "migrations/0003_z");
                    project.run(Goal.PLAN);
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.APPLIED_MISSING)
              .causedBy(
                  project -> {
                    apply(project);
                    project.delete(Z);
                  })
              .refusedBy(Goal.APPLY)
              .says("restore it with `git checkout -- migrations/0003_z`")
              .followedBy(
                  project -> {
                    project.git("checkout", "--", "migrations/0003_z");
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.HISTORY_TABLE_FOREIGN)
              .causedBy(
                  project -> {
                    execute(project, "create table __kizaki_migration (id int)");
                    use(project, UnaryOperator.identity());
                  })
              .refusedBy(Goal.APPLY)
              .says("use another databaseSchema.")
              .followedBy(project -> apply(project, each -> each.schema("own"))),
          row(RefusalCode.HISTORY_TABLE_NOT_CREATED)
              .causedBy(project -> use(project, each -> each.schema("pg_mine")))
              .refusedBy(Goal.APPLY)
              .says("Correct that, or use another databaseSchema.")
              .followedBy(project -> apply(project, each -> each.schema("mine"))),
          row(RefusalCode.DATABASE_UNREADABLE)
              .causedBy(ServerSettings::apply)
              .refusedBy(
                  project -> {
                    try (Connection other = locking(project, "__kizaki_migration")) {
                      use(project, each -> each.lockTimeout(SHORT));
                      project.run(Goal.APPLY);
                    }
                  })
              .says("canceling statement due to lock timeout. Nothing was changed; correct that")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.DATABASE_UNREADABLE)
              .causedBy(ServerSettings::apply)
              .refusedBy(
                  project -> {
                    try (Connection other = locking(project, "__kizaki_migration")) {
                      use(project, each -> each.lockTimeout(SHORT));
                      project.run(Goal.DRY_RUN);
                    }
                  })
              .says("canceling statement due to lock timeout. Correct that, then run again.")
              .followedBy(project -> project.run(Goal.DRY_RUN)),
          row(RefusalCode.RIGHTS_MISSING)
              .causedBy(
                  project -> {
                    execute(
                        project, "create role %1$s login password '%1$s'".formatted(role(project)));
                    use(project, each -> each.user(role(project), role(project)));
                  })
              .refusedBy(Goal.APPLY)
              .says("can run:\n  GRANT CREATE ON SCHEMA \"public\" TO \"of_")
              .followedBy(
                  project -> {
                    execute(
                        project,
                        "GRANT CREATE ON SCHEMA \"public\" TO \"%s\"".formatted(role(project)));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.APPLIER_BUSY)
              .causedBy(project -> use(project, UnaryOperator.identity()))
              .refusedBy(
                  project -> {
                    try (Applier other = applier(project)) {
                      applier(project).close();
                    }
                  })
              .says("run again when it has finished")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.MIGRATION_FAILED)
              .causedBy(
                  project -> {
                    execute(
                        project,
                        """
                        create function refuse() returns event_trigger language plpgsql
                          as $$ begin raise 'no ALTER TABLE here'; end $$\
                        """,
                        """
                        create event trigger refuse on ddl_command_start
                          when tag in ('ALTER TABLE') execute function refuse()\
                        """);
                    use(project, UnaryOperator.identity());
                  })
              .refusedBy(Goal.APPLY)
              .says("PostgreSQL: no ALTER TABLE here (P0001)")
              .followedBy(
                  project -> {
                    execute(project, "drop event trigger refuse");
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.MIGRATION_BLOCKED)
              .causedBy(project -> withoutLatest(project, () -> apply(project)))
              .refusedBy(
                  project -> {
                    try (Connection other = locking(project, "t")) {
                      use(project, each -> each.lockTimeout(SHORT));
                      project.run(Goal.APPLY);
                    }
                  })
              .says("Run again when the locks are free")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.STATEMENT_TIMEOUT)
              .causedBy(
                  project -> {
                    execute(
                        project,
                        """
                        create function rest() returns event_trigger language plpgsql
                          as $$ begin perform pg_sleep(0.5); end $$\
                        """,
                        """
                        create event trigger rest on ddl_command_start
                          when tag in ('ALTER TABLE') execute function rest()\
                        """);
                    use(project, each -> each.statementTimeout(Duration.ofMillis(300)));
                  })
              .refusedBy(Goal.APPLY)
              .says("increase it if this one may take longer.")
              .followedBy(
                  project -> apply(project, each -> each.statementTimeout(Duration.ofMinutes(1)))),
          row(RefusalCode.DATA_CHECK)
              .causedBy(DatabaseRefusals::twoRowsAndAUniqueField)
              .refusedBy(Goal.APPLY)
              .says("write an `update T` or a `run sql(\"delete …\")` that leaves one row of each.")
              .followedBy(
                  project -> {
                    project.replaceLatest(
                        "  run sql(\"delete from t where ctid = (select min(ctid) from t)\")\n"
                            + UNIQUE);
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.DATA_CHECK)
              .causedBy(DatabaseRefusals::twoRowsAndAUniqueField)
              .refusedBy(Goal.DRY_RUN)
              .says("A data check would stop apply; see the line that says what it found.")
              .followedBy(
                  project -> {
                    project.replaceLatest(
                        "  run sql(\"delete from t where ctid = (select min(ctid) from t)\")\n"
                            + UNIQUE);
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.OBJECT_MADE_OTHERWISE)
              .causedBy(
                  project -> {
                    withoutLatest(project, () -> apply(project));
                    project.replaceLatest(
                        """
                          add object One uses [] {
                            create\s"""
                            + "\"\"\"create or replace function one() returns int language sql "
                            + "as 'select 1'\"\"\"\n  }");
                    execute(
                        project, "create function one() returns int language sql as 'select 2'");
                  })
              .refusedBy(Goal.APPLY)
              .says("Drop that in the database, or rename it, and run `mvn kizaki:apply` again.")
              .followedBy(
                  project -> {
                    execute(project, "drop function one()");
                    project.run(Goal.APPLY);
                  }),
          outside(RefusalCode.IN_PROGRESS_OTHER_HISTORY, "followed by StagedMigrationTest"),
          outside(RefusalCode.DRAFT_IN_PROGRESS, "followed by StagedMigrationTest"),
          outside(
              RefusalCode.IN_PROGRESS_OTHER_VERSION,
              "needs another version of kizaki: StagedMigrationTest"),
          outside(RefusalCode.ABORT_IMPOSSIBLE, "followed by AbortTest"),
          outside(RefusalCode.ABORT_DELETES_VALUES, "followed by AbortTest"),
          outside(RefusalCode.PHASES_IMPOSSIBLE, "followed by PhasedDeployTest"),
          outside(RefusalCode.BETWEEN_PHASES, "followed by PhasedDeployTest"),
          outside(RefusalCode.NOT_EXPANDED, "followed by PhasedDeployTest"),
          outside(RefusalCode.OTHER_PHASE_IN_PROGRESS, "followed by PhasedDeployTest"),
          outside(RefusalCode.STATEMENTS_BREAK, "followed by ApplicationStatementsTest"),
          outside(RefusalCode.STATEMENTS_UNREADABLE, "followed by ApplicationStatementsTest"),
          outside(RefusalCode.COLLECTED_FILE, "followed by CollectStatementsTest"),
          outside(RefusalCode.STATEMENTS_NOT_RECORDED, "followed by CollectStatementsTest"),
          outside(
              RefusalCode.ONLINE_UNSAFE_SERVER,
              "needs PostgreSQL 14.0 to 14.3, which cannot be embedded"),
          outside(
              RefusalCode.LOCK_TABLE_FULL,
              "the server has to be restarted with another setting, or the migration split"),
          outside(
              RefusalCode.TRANSACTION_ENDED,
              "plans with COMMIT are refused as PLN003: ApplierTest"),
          outside(RefusalCode.OBJECT_CHANGED_MEANWHILE, "a race of two sessions: TakeoverTest"));

  private DatabaseRefusals() {}

  /** A session whose transaction holds a lock on a table. */
  private static Connection locking(BranchedProject project, String table) throws Exception {
    Connection other = project.onServer().connect();
    other.setAutoCommit(false);
    other.createStatement().execute("lock table " + table + " in access exclusive mode");
    return other;
  }

  private static void withoutLatest(BranchedProject project, Runnable action) throws Exception {
    Path aside = project.root().resolve("aside");
    Files.move(project.migration(Z), aside);
    action.run();
    Files.move(aside, project.migration(Z));
  }

  /** Two rows have the same value of a field that becomes unique in the last migration. */
  private static void twoRowsAndAUniqueField(BranchedProject project) throws Exception {
    withoutLatest(project, () -> apply(project));
    execute(project, "insert into t (a) values ('same'), ('same')");
    project.replaceLatest(UNIQUE);
    project.edit(project.schema(), "a: string", "a: string @unique");
  }

  /** An applier that waits only a short time for another one. */
  private static Applier applier(BranchedProject project) {
    return applier(project, SHORT, new RecordingListener());
  }

  private static Applier applier(
      BranchedProject project, Duration patience, RecordingListener listener) {
    TestDatabase test = project.onServer();
    Sessions sessions =
        TestRequests.sessions(
            new DatabaseLocation.Server(
                test.jdbcUrl(),
                Optional.of(test.username()),
                Optional.of(new Secret(test.password()))),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    return Applier.open(
        sessions, "1.2.3", new RetryPolicy(patience, SHORT, SHORT, 1, SHORT, SHORT), listener);
  }

  /** Interrupts an applier that waits for another one. */
  static void applyInterrupted(BranchedProject project) {
    RecordingListener listener = new RecordingListener();
    Thread applying = Thread.currentThread();
    Thread interrupting =
        new Thread(
            () -> {
              listener.awaitLine("waiting");
              applying.interrupt();
            });
    interrupting.start();
    try (Applier other = applier(project)) {
      applier(project, Duration.ofSeconds(20), listener).close();
    } finally {
      Thread.interrupted();
    }
  }
}
