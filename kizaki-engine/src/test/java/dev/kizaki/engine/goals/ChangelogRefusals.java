package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rows of {@link RefusalAdviceTest} about changelogs of Liquibase, and about reports. */
final class ChangelogRefusals {
  private static final String LONG_NAME = "0003_" + "z".repeat(230);
  private static final String CHANGELOG = "migrations/0003_z/changelog.xml";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.LIQUIBASE_NOT_LOADED)
              .refusedBy(
                  project -> {
                    Path jar = project.root().resolve("liquibase.jar");
                    Files.writeString(jar, "damaged");
                    changelog(
                        project,
                        new ChangelogSettings(
                            true, Optional.empty(), Optional.empty(), () -> List.of(jar)));
                  })
              .says("delete org/liquibase from the local repository, then run the goal again.")
              .followedBy(ChangelogRefusals::changelog),
          row(RefusalCode.LIQUIBASE_NOT_GIVEN)
              .refusedBy(project -> changelog(project, ChangelogSettings.OFF))
              .says("pass its jars in the ChangelogSettings.")
              .followedBy(ChangelogRefusals::changelog),
          row(RefusalCode.CHANGELOG_SHARED)
              .causedBy(
                  project -> {
                    changelog(project);
                    project.git("add", "migrations");
                    project.commit();
                    project.publish("main");
                    Path file = project.root().resolve(CHANGELOG);
                    project.edit(file, "type=\"integer\"", "type=\"int\"");
                  })
              .refusedBy(ChangelogRefusals::changelog)
              .says("Restore edited files with `git checkout`")
              .followedBy(
                  project -> {
                    project.git("checkout", "--", CHANGELOG);
                    changelog(project);
                  }),
          row(RefusalCode.CHANGELOG_TEXT)
              .causedBy(
                  project -> {
                    project.delete("0003_z");
                    project.write(LONG_NAME, Optional.of("0002_x"), "  add T.z: int?");
                  })
              .refusedBy(ChangelogRefusals::changelog)
              .says("Give the migration a shorter name, or apply it with `kizaki:apply`.")
              .followedBy(
                  project -> {
                    project.delete(LONG_NAME);
                    project.write("0003_z", Optional.of("0002_x"), "  add T.z: int?");
                    changelog(project);
                  }),
          row(RefusalCode.OUTPUT_FILE)
              .causedBy(
                  project -> {
                    ServerSettings.use(project, UnaryOperator.identity());
                    Files.createDirectories(project.root().resolve("status/json"));
                  })
              .refusedBy(project -> status(project, "status"))
              .says("check the path and its permissions.")
              .followedBy(project -> status(project, "status/status.json")));

  private ChangelogRefusals() {}

  private static void changelog(BranchedProject project) {
    changelog(project, new TestLiquibase().off());
  }

  private static void changelog(BranchedProject project, ChangelogSettings settings) {
    new Kizaki(new RecordedLines())
        .changelog(new ChangelogRequest(project.project(), "public", settings, false));
  }

  private static void status(BranchedProject project, String file) {
    new Kizaki(new RecordedLines())
        .status(
            TestRequests.status(
                project.project(),
                ServerSettings.of(project).settings(),
                StatusRequest.FailOn.DEFAULT,
                Optional.of(project.root().resolve(file))));
  }
}
