package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import java.util.List;

/** Rows of {@link RefusalAdviceTest} about databases that are not ready for a plan. */
final class DatabaseStateRefusals {
  private static final String BEFORE_LAST = "0002_x";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.STATUS_FAILS)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply();
                    project.edit(project.schema(), "z: int?", "z: int?\n  w: int?");
                  })
              .refusedBy(project -> ServerGoals.of(project).status(FailOn.DEFAULT, false))
              .says("run `mvn kizaki:plan` and commit what it writes.")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).plan();
                    project.commit();
                    ServerGoals.of(project).status(FailOn.DEFAULT, false);
                  }),
          row(RefusalCode.DATABASE_DRIFTED)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply(BEFORE_LAST);
                    ServerGoals.of(project).execute("alter table t alter a drop not null");
                  })
              .refusedBy(project -> ServerGoals.of(project).apply())
              .says("Undo each change by hand.")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).execute("alter table t alter a set not null");
                    ServerGoals.of(project).apply();
                  }),
          row(RefusalCode.OBJECTS_IN_THE_WAY)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply(BEFORE_LAST);
                    project.replaceLatest("  add entity U {\n    id: uuid @primaryKey\n  }");
                    ServerGoals.of(project).execute("create table u (id bigint)");
                  })
              .refusedBy(project -> ServerGoals.of(project).apply())
              .says("Rename or drop each object that holds a name.")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).execute("alter table u rename to other");
                    ServerGoals.of(project).apply();
                  }),
          row(RefusalCode.PLAN_SQL)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply(BEFORE_LAST);
                    project.replaceLatest("  update T set x = sql(\"nope(a)\")\n  add T.z: int?");
                  })
              .refusedBy(project -> ServerGoals.of(project).apply())
              .says("Correct the SQL in the plan")
              .followedBy(
                  project -> {
                    project.replaceLatest("  update T set x = sql(\"length(a)\")\n  add T.z: int?");
                    ServerGoals.of(project).apply();
                  }),
          outside(
              RefusalCode.LIQUIBASE_RUNNING,
              "needs Liquibase; followed by HalfAppliedByLiquibaseTest"),
          outside(
              RefusalCode.LIQUIBASE_HALF_DONE,
              "needs Liquibase; followed by HalfAppliedByLiquibaseTest"));

  private DatabaseStateRefusals() {}
}
