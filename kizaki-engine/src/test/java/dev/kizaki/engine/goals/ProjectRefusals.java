package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows of {@link RefusalAdviceTest} about the files of the schema and of the seeds. */
final class ProjectRefusals {
  private static final String ROW = "insert into t (a) values ('x');\n";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.SCHEMA_FILE_SPECIAL)
              .causedBy(
                  project ->
                      Files.createSymbolicLink(
                          project.schema().resolveSibling("a.inspire"),
                          project.root().resolve("nothing")))
              .refusedBy(Goal.VALIDATE)
              .says("is a broken symbolic link: correct it or delete it")
              .followedBy(
                  project -> {
                    Files.delete(project.schema().resolveSibling("a.inspire"));
                    project.run(Goal.VALIDATE);
                  }),
          row(RefusalCode.SCHEMA_NAME_CASE)
              .causedBy(
                  project ->
                      Files.writeString(
                          project.schema().resolveSibling("Schema.inspire"), "enum E { A }\n"))
              .refusedBy(Goal.VALIDATE)
              .says("Give one of them another name.")
              .followedBy(
                  project -> {
                    Files.move(
                        project.schema().resolveSibling("Schema.inspire"),
                        project.schema().resolveSibling("other.inspire"));
                    project.run(Goal.VALIDATE);
                  }),
          row(RefusalCode.SEED_FILE_SPECIAL)
              .causedBy(project -> Files.createDirectories(seed(project)))
              .refusedBy(ProjectRefusals::reset)
              .says("delete it or give it another name.")
              .followedBy(
                  project -> {
                    Files.delete(seed(project));
                    reset(project);
                  }),
          row(RefusalCode.SEED_FILE_ENCODING)
              .causedBy(
                  project -> {
                    Files.createDirectories(seed(project).getParent());
                    Files.write(seed(project), new byte[] {(byte) 0xc3});
                  })
              .refusedBy(ProjectRefusals::reset)
              .says("save the file as UTF-8.")
              .followedBy(project -> resetWith(project, ROW)),
          row(RefusalCode.SEED_STATEMENT)
              .causedBy(
                  project -> {
                    Files.createDirectories(seed(project).getParent());
                    Files.writeString(seed(project), "drop table t;\n" + ROW);
                  })
              .refusedBy(ProjectRefusals::reset)
              .says("Seeds insert rows")
              .followedBy(project -> resetWith(project, ROW)),
          outside(RefusalCode.OBJECT_SQL, "needs an embedded server; followed by ObjectTrialTest"),
          outside(RefusalCode.SCHEMA_UNREADABLE, "needs a file without rights"),
          outside(RefusalCode.SEED_UNREADABLE, "needs a file without rights"),
          outside(
              RefusalCode.HISTORY_NOT_WRITABLE,
              "needs a directory without rights; followed by PlanWriteFailureTest"),
          outside(
              RefusalCode.LIQUIBASE_NOT_AVAILABLE,
              "followed by MavenLiquibaseJarsTest of the plugin"),
          outside(
              RefusalCode.SERVER_NOT_AVAILABLE,
              "followed by MavenServerArchiveTest of the plugin"));

  private ProjectRefusals() {}

  private static Path seed(BranchedProject project) {
    return project.schema().resolveSibling("seed").resolve("10_first.sql");
  }

  /** Builds the embedded database. */
  private static void reset(BranchedProject project) {
    ServerGoals.of(project).reset(project.database());
  }

  private static void resetWith(BranchedProject project, String rows) throws IOException {
    Files.writeString(seed(project), rows);
    reset(project);
  }
}
