package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of {@link RefusalAdviceTest} about the parameters of goals. */
final class ParameterRefusals {
  private static final List<FollowedAdvice> OF_THE_ENGINE =
      List.of(
          row(RefusalCode.ONLY_EMBEDDED)
              .causedBy(project -> {})
              .refusedBy(
                  project -> ServerGoals.of(project).reset(ServerGoals.of(project).database()))
              .says("Leave out url, connectionString, serverId, username and password.")
              .followedBy(project -> ServerGoals.of(project).reset(project.database())),
          row(RefusalCode.OTHER_MACHINE)
              .causedBy(project -> {})
              .refusedBy(project -> ServerGoals.of(project).dev(elsewhere(project)))
              .says("use a local database")
              .followedBy(project -> ServerGoals.of(project).dev()),
          row(RefusalCode.OFFLINE_AND_FAIL_ON)
              .causedBy(project -> ServerGoals.of(project).apply())
              .refusedBy(
                  project -> ServerGoals.of(project).status(EnumSet.of(FailOn.PENDING), true))
              .says("Leave offline out, or leave pending and database out of failOn.")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).status(EnumSet.of(FailOn.PENDING), false);
                    ServerGoals.of(project).status(FailOn.DEFAULT, true);
                  }),
          row(RefusalCode.TARGET_UNKNOWN)
              .causedBy(project -> {})
              .refusedBy(project -> ServerGoals.of(project).apply("0003_y"))
              .says("Migration 0003 is 0003_z.")
              .followedBy(project -> ServerGoals.of(project).apply("0003_z")),
          row(RefusalCode.TARGET_AMBIGUOUS)
              .causedBy(project -> project.write("0004_x", Optional.of("0003_z"), "  drop T.x"))
              .refusedBy(project -> ServerGoals.of(project).apply("x"))
              .says("have this name: 0002_x, 0004_x. Write one of these.")
              .followedBy(project -> ServerGoals.of(project).apply("0002_x")),
          row(RefusalCode.NAME_EMPTY)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply();
                    project.edit(project.schema(), "z: int?", "z: int?\n  due: date?");
                  })
              .refusedBy(project -> ServerGoals.of(project).planNamed("?!"))
              .says("such as -Dkizaki.name=add_due_dates.")
              .followedBy(project -> ServerGoals.of(project).planNamed("add_due_dates")),
          row(RefusalCode.USER_TABLE_FORM)
              .causedBy(project -> {})
              .refusedBy(project -> validate(project, "auth users"))
              .says("such as auth.users.id: uuid")
              .followedBy(project -> validate(project, "auth.users.id: uuid")),
          row(RefusalCode.USER_TABLE_MOVED)
              .causedBy(
                  project -> {
                    project.toOnlyInitial();
                    project.edit(project.schema(), "a: string", "a: string\n  by: __User.id?");
                    plan(project, Optional.of("auth.users.id: uuid"));
                  })
              .refusedBy(project -> plan(project, Optional.of("auth.people.id: uuid")))
              .says("Set userTable to the table that this migration names.")
              .followedBy(project -> plan(project, Optional.of("auth.users.id: uuid"))),
          row(RefusalCode.EXTERNAL_CHANGED)
              .causedBy(
                  project -> {
                    project.toOnlyInitial();
                    project.edit(
                        project.schema(),
                        "entity T {",
                        "external Old from \"public\".\"old\".\"id\": int\nentity T {\n  by: Old.id?");
                    project.run(Goal.PLAN);
                    project.edit(project.schema(), "\"id\": int", "\"id\": bigint");
                  })
              .refusedBy(Goal.PLAN)
              .says("Declare the columns under another name, such as Old2,")
              .followedBy(
                  project -> {
                    project.edit(project.schema(), "external Old ", "external Old2 ");
                    project.edit(project.schema(), "by: Old.id", "by: Old2.id");
                    project.run(Goal.PLAN);
                  }));

  private static final List<FollowedAdvice> OF_BUILDS =
      List.of(
          outside(RefusalCode.DATABASE_IN_EXECUTION, "needs Maven; followed by deployment-by-name"),
          outside(RefusalCode.EXECUTION_UNKNOWN, "needs Maven; followed by deployment-by-name"),
          outside(
              RefusalCode.DATABASE_NOT_CONFIGURED,
              "needs Maven; followed by apply-phase-without-database"),
          outside(RefusalCode.WATCH_IN_BUILD, "needs Maven; followed by WatchIT"));

  private static final Stream<FollowedAdvice> OF_THE_PLUGIN =
      Stream.of(
              RefusalCode.PARAMETER_UNKNOWN,
              RefusalCode.PARAMETER_EMPTY,
              RefusalCode.PROPERTY_UNDEFINED,
              RefusalCode.PARAMETER_WORD,
              RefusalCode.DURATION,
              RefusalCode.SIZE,
              RefusalCode.FRACTION,
              RefusalCode.OUTPUT_TIMESTAMP,
              RefusalCode.PARAMETERS_CONTRADICT,
              RefusalCode.ADDRESS_MISSING,
              RefusalCode.SERVER_UNKNOWN,
              RefusalCode.SERVER_PASSWORD,
              RefusalCode.SERVER_USERNAME)
          .map(code -> outside(code, "followed by ParameterAdviceTest of the plugin"));

  static final List<FollowedAdvice> ROWS =
      Stream.concat(Stream.concat(OF_THE_ENGINE.stream(), OF_BUILDS.stream()), OF_THE_PLUGIN)
          .toList();

  private ParameterRefusals() {}

  private static DatabaseSettings elsewhere(BranchedProject project) {
    return new AppliedProject(project.root(), project.onServer())
        .database("jdbc:postgresql://192.0.2.7/tasks", "secret");
  }

  private static void validate(BranchedProject project, String userTable) {
    new Kizaki(new RecordedLines()).validate(project(project, Optional.of(userTable)));
  }

  private static void plan(BranchedProject project, Optional<String> userTable) {
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(project(project, userTable), project.database()));
  }

  private static Project project(BranchedProject project, Optional<String> userTable) {
    Project without = project.project();
    return new Project(
        without.root(),
        without.schemaDirectory(),
        without.migrationsDirectory(),
        userTable,
        Optional.empty());
  }
}
