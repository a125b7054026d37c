package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The exact screen content while {@code plan} asks questions. */
@FullRun
final class PromptTest {
  private static final List<String> RENAMED = List.of("ownerId", "assigneeId");
  private static final List<String> POINTS = List.of("  title:", "  points: int\n  title:");
  private static final List<String> BOTH =
      List.of("ownerId", "assigneeId", "  title:", "  points: int\n  title:");

  private static QuestionedProject project;

  @TempDir private static Path directory;

  @BeforeAll
  static void apply() throws IOException {
    project = QuestionedProject.in(Files.createDirectory(directory.resolve("project")));
  }

  @AfterAll
  static void close() throws SQLException {
    project.close();
  }

  private static QuestionedProject copy(TestInfo test, List<String> changes) throws IOException {
    return project.copyTo(directory.resolve(test.getTestMethod().orElseThrow().getName()), changes);
  }

  private static String screen(QuestionedProject project, String... replies) {
    ScriptedPrompter prompter = new ScriptedPrompter(List.of(replies));
    project.plan(Optional.empty(), Optional.of(prompter));
    assertThat(prompter.left()).as(prompter.screen()).isEmpty();
    return prompter.screen();
  }

  @Test
  void asksForAChoiceThenForTheValuesThatItNeeds(TestInfo test) throws IOException {
    assertThat(screen(copy(test, RENAMED), "2", "none"))
        .isEqualTo(
            """

            The plan asks 1 question. Ctrl-C ends without writing.

            Task.ownerId is gone, Task.assigneeId is new, both __User.id. One field renamed,
            or two fields?
              1) rename Task.ownerId -> Task.assigneeId   rows keep their values
              2) drop Task.ownerId, add Task.assigneeId   its values are deleted
            Which (1-2, Enter leaves it open, ? for help): 2

            2 of 2
            add Task.assigneeId: __User.id
            required, no default: what do existing rows get?
              sql("…")   an example
              none       there are no such rows; apply checks that
            Task.assigneeId backfill (Enter leaves it open, ? for help): none
            """);
  }

  @Test
  void explainsHelpAndInvalidReplies(TestInfo test) throws IOException {
    String question =
        """
        Task.ownerId is gone, Task.assigneeId is new, both __User.id. One field renamed,
        or two fields?
          1) rename Task.ownerId -> Task.assigneeId   rows keep their values
          2) drop Task.ownerId, add Task.assigneeId   its values are deleted
        """;
    String prompt = "Which (1-2, Enter leaves it open, ? for help): ";
    assertThat(
            screen(
                copy(test, RENAMED),
                "?",
                "3",
                "yes",
                "rename Task.ownerId -> Task.keeperId",
                "Task.keeperId backfill 0",
                " 1 "))
        .isEqualTo(
            "\nThe plan asks 1 question. Ctrl-C ends without writing.\n\n"
                + question
                + prompt
                + """
                ?

                  1              rows keep their values; the plan gets
                                   rename Task.ownerId -> Task.assigneeId
                  2              its values are deleted; the plan gets
                                   drop Task.ownerId
                                   add Task.assigneeId: __User.id backfill [RESOLVE]
                  drop and add   of the renames still in question, none was made
                  an answer      any answer of the plan language, such as
                                   rename Task.ownerId -> Task.assigneeId
                  Enter          leaves a [RESOLVE] marker in the plan, to answer later
                  Ctrl-C         ends without writing anything

                """
                + prompt
                + "3\n\nType a number from 1 to 2, or ? for help.\n\n"
                + prompt
                + "yes\n\nType a number from 1 to 2, or ? for help.\n\n"
                + prompt
                + """
                rename Task.ownerId -> Task.keeperId

                The answer `rename Task.ownerId -> Task.keeperId` fits no open question: the
                schema has no Task.keeperId.

                """
                + prompt
                + """
                Task.keeperId backfill 0

                `Task.keeperId` does not fit: there is no field Task.keeperId.

                """
                + prompt
                + " 1 \n");
  }

  @Test
  void explainsTheValuesOfAField(TestInfo test) throws IOException {
    String prompt = "Task.points backfill (Enter leaves it open, ? for help): ";
    assertThat(screen(copy(test, POINTS), "?", "7"))
        .endsWith(
            prompt
                + """
                ?

                  a literal      every row gets this value of the field's type
                  sql("…")       an SQL expression over the columns of the row
                  none           there are no such rows; apply checks that
                  an answer      any answer of the plan language, such as
                                   Task.points backfill 0
                  Enter          leaves a [RESOLVE] marker in the plan, to answer later
                  Ctrl-C         ends without writing anything

                """
                + prompt
                + "7\n");
  }

  @Test
  void explainsWhatBecomesOfRowsWithADroppedValue(TestInfo test) throws IOException {
    assertThat(screen(copy(test, List.of(", Gone", "")), "?", "2"))
        .contains(
            """
            ?

              1              Status.Open
              2              Status.Done
              3              none
                               there are no such rows; apply checks that
              an answer      any answer of the plan language, such as
                               Status.Gone -> Status.Open
              Enter          leaves a [RESOLVE] marker in the plan, to answer later
            """);
  }

  @Test
  void rejectsInvalidValues(TestInfo test) throws IOException {
    String question =
        """

        add Task.points: int
        required, no default: what do existing rows get?
          0      an example
          none   there are no such rows; apply checks that
        """;
    String prompt = "Task.points backfill (Enter leaves it open, ? for help): ";
    assertThat(
            screen(
                copy(test, POINTS),
                "\"x\"",
                "sql(\"1; drop table task\")",
                "(1)",
                "Task.points backfill 7"))
        .isEqualTo(
            "\nThe plan asks 1 question. Ctrl-C ends without writing.\n"
                + question
                + prompt
                + """
                "x"

                `"x"` does not fit: int takes a whole number from -2147483648 to 2147483647, not
                "x".

                """
                + prompt
                + """
                sql("1; drop table task")

                `"1; drop table task"` does not fit: the SQL holds a semicolon: it must be one
                expression.

                """
                + prompt
                + """
                (1)

                `(` does not fit: expected a value, found '('.

                """
                + prompt
                + "Task.points backfill 7\n");
  }

  @Test
  void listsEnumValues(TestInfo test) throws IOException {
    assertThat(screen(copy(test, List.of(", Gone", "")), "Done"))
        .isEqualTo(
            """

            The plan asks 1 question. Ctrl-C ends without writing.

            drop value Status.Gone
            what becomes of rows that hold Gone?
              1) Status.Open
              2) Status.Done
              3) none          there are no such rows; apply checks that
            Which (1-3, Enter leaves it open, ? for help): Done
            """);
  }

  /** The number of questions grows by those that an answer raises. */
  @Test
  void countsTheQuestions(TestInfo test) throws IOException {
    assertThat(screen(copy(test, BOTH), "1", "5").lines().filter(line -> line.contains(" of ")))
        .contains("1 of 2", "2 of 2");
  }

  @Test
  void anUnansweredQuestionStaysInThePlan(TestInfo test) throws IOException {
    QuestionedProject asked = copy(test, BOTH);
    ScriptedPrompter prompter = new ScriptedPrompter(List.of("", "5"));
    PlanResult result = asked.plan(Optional.empty(), Optional.of(prompter));
    assertThat(prompter.left()).isEmpty();
    assertThat(result.open()).isEqualTo(1);
    assertThat(asked.written().get("plan.migration"))
        .contains("[RESOLVE] either {", "add Task.points: int backfill 5\n");

    ScriptedPrompter again = new ScriptedPrompter(List.of("1"));
    assertThat(asked.plan(Optional.empty(), Optional.of(again)).open()).isZero();
    assertThat(asked.written().get("plan.migration"))
        .isEqualTo(
            """
            migration "0002_change" {
              rename Task.ownerId -> Task.assigneeId
              add Task.points: int backfill 5
            }
            """);
  }

  @Test
  void givenAnswersAreNotAskedAgain(TestInfo test) throws IOException {
    QuestionedProject asked = copy(test, BOTH);
    ScriptedPrompter prompter = new ScriptedPrompter(List.of("3"));
    asked.plan(Optional.of("rename Task.ownerId -> Task.assigneeId"), Optional.of(prompter));
    assertThat(asked.written().get("plan.migration"))
        .isEqualTo(
            """
            migration "0002_change" {
              rename Task.ownerId -> Task.assigneeId
              add Task.points: int backfill 3
            }
            """);
  }

  @Test
  void rejectsAContradictingAnswer(TestInfo test) throws IOException {
    QuestionedProject asked =
        copy(test, List.of("ownerId: __User.id", "assigneeId: __User.id\n  reviewerId: __User.id"));
    Map<String, String> before = AppliedProject.tree(asked.root());
    ScriptedPrompter prompter =
        new ScriptedPrompter(List.of("Task.reviewerId backfill sql(\"'x'\")"));
    assertThatThrownBy(
            () ->
                asked.plan(
                    Optional.of("Task.reviewerId backfill sql(\"'y'\")"), Optional.of(prompter)))
        .isInstanceOf(Refusal.class);
    assertThat(prompter.screen())
        .contains(
            """
            The answers `Task.reviewerId backfill sql("'y'")` and `Task.reviewerId backfill
            sql("'x'")` contradict each other: both are about Task.reviewerId. Give one of
            them.
            """);
    assertThat(AppliedProject.tree(asked.root())).isEqualTo(before);
  }

  @Test
  void theEndOfInputWritesNothing(TestInfo test) throws IOException {
    QuestionedProject asked = copy(test, BOTH);
    Map<String, String> before = AppliedProject.tree(asked.root());
    assertThatThrownBy(
            () -> asked.plan(Optional.empty(), Optional.of(new ScriptedPrompter(List.of("1")))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The input ended before the last question, so nothing was written.\n"
                + "Run `mvn kizaki:plan` again; Enter alone leaves a question open.");
    assertThat(AppliedProject.tree(asked.root())).isEqualTo(before);
  }

  @Test
  void asksNothingWithoutOpenQuestions(TestInfo test) throws IOException {
    assertThat(screen(copy(test, List.of("  title:", "  note: string?\n  title:")))).isEmpty();
  }
}
