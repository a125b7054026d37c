package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows of {@link RefusalAdviceTest} about plans and answers. */
final class AnswerRefusals {
  private static final String RENAME = "rename T.x -> T.w";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.ANSWERS_CONTRADICT)
              .causedBy(AnswerRefusals::ask)
              .refusedBy(project -> ServerGoals.of(project).plan("drop T.x; " + RENAME))
              .says("Give one of them.")
              .followedBy(project -> planAndApply(project, RENAME)),
          row(RefusalCode.ANSWER_UNUSED)
              .causedBy(AnswerRefusals::ask)
              .refusedBy(project -> ServerGoals.of(project).plan("drop T.a"))
              .says(
                  """
                  The answer `drop T.a` fits no open question.
                  Open questions:
                    T.x is gone, T.w is new, both int. One field renamed, or two fields?
                      rename T.x -> T.w
                  """)
              .followedBy(project -> planAndApply(project, RENAME)),
          row(RefusalCode.ANSWERS_ENCODING)
              .causedBy(
                  project -> {
                    ask(project);
                    Files.write(answers(project), new byte[] {(byte) 0xc3});
                  })
              .refusedBy(project -> ServerGoals.of(project).planWith(answers(project)))
              .says("save the file as UTF-8.")
              .followedBy(
                  project -> {
                    Files.writeString(answers(project), RENAME);
                    ServerGoals.of(project).planWith(answers(project));
                  }),
          row(RefusalCode.ANSWERS_UNREADABLE)
              .causedBy(AnswerRefusals::ask)
              .refusedBy(project -> ServerGoals.of(project).planWith(answers(project)))
              .says("name a file that contains answers.")
              .followedBy(
                  project -> {
                    Path other = Files.writeString(project.root().resolve("other"), RENAME);
                    ServerGoals.of(project).planWith(other);
                  }),
          row(RefusalCode.QUESTIONS_CUT_OFF)
              .causedBy(AnswerRefusals::ask)
              .refusedBy(project -> ServerGoals.of(project).planAtPrompt())
              .says("Run `mvn kizaki:plan` again")
              .followedBy(project -> ServerGoals.of(project).planAtPrompt("1")),
          row(RefusalCode.DRAFT_SHARED)
              .causedBy(
                  project -> {
                    project.publish("main");
                    ServerGoals.of(project).apply("0002_x");
                    project.edit(project.schema(), "z: int?", "z: int?\n  w: int?");
                  })
              .refusedBy(project -> ServerGoals.of(project).plan())
              .says("Apply it with `mvn kizaki:apply`, then run `mvn kizaki:plan` again")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).apply();
                    ServerGoals.of(project).plan();
                    ServerGoals.of(project).apply();
                  }),
          row(RefusalCode.SCHEMA_AHEAD)
              .causedBy(
                  project -> {
                    ServerGoals.of(project).apply();
                    project.edit(project.schema(), "z: int?", "z: int?\n  w: int?");
                  })
              .refusedBy(project -> ServerGoals.of(project).dev())
              .says("Run `mvn kizaki:plan` to continue.")
              .followedBy(
                  project -> {
                    ServerGoals.of(project).plan();
                    ServerGoals.of(project).dev();
                  }),
          outside(
              RefusalCode.PLAN_NOT_REVIEWED,
              "the refused build has written; followed by plan-phase"));

  private AnswerRefusals() {}

  /** Applies all migrations, then changes the schema so that a question is open. */
  private static void ask(BranchedProject project) throws IOException {
    ServerGoals.of(project).apply();
    project.edit(project.schema(), "x: int?", "w: int?");
  }

  private static void planAndApply(BranchedProject project, String answers) {
    ServerGoals.of(project).plan(answers);
    ServerGoals.of(project).apply();
  }

  private static Path answers(BranchedProject project) {
    return project.root().resolve("answers");
  }
}
