package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of question is answered by editing the plan, by the parameter and at the prompt, with
 * the same bytes as the result.
 */
@FullRun
final class WaysToAnswerTest {
  private static QuestionedProject project;

  @TempDir private static Path directory;

  /**
   * A question and its answer.
   *
   * @param schema alternately a text in the schema and its replacement
   * @param resolve the answer as the value of {@code kizaki.resolve}
   * @param typed the replies at the prompt
   * @param edits the changes to the plan file
   * @param lines the statements of the plan afterwards
   */
  private record Question(
      String name,
      List<String> schema,
      String resolve,
      List<String> typed,
      List<PlanEdit> edits,
      String lines) {}

  @BeforeAll
  static void apply() throws IOException {
    project = QuestionedProject.in(Files.createDirectory(directory.resolve("project")));
  }

  @AfterAll
  static void close() throws SQLException {
    project.close();
  }

  @TestFactory
  Stream<DynamicTest> allThreeWaysGiveTheSamePlan() {
    return questions().map(each -> DynamicTest.dynamicTest(each.name, () -> check(each)));
  }

  private static void check(Question question) throws IOException {
    QuestionedProject given = copy(question, "given");
    given.plan(Optional.of(question.resolve), Optional.empty());
    Map<String, String> expected = given.written();
    assertThat(expected.get("plan.migration"))
        .isEqualTo("migration \"0002_change\" {\n" + question.lines + "}\n");

    QuestionedProject prompted = copy(question, "prompted");
    ScriptedPrompter prompter = new ScriptedPrompter(question.typed);
    prompted.plan(Optional.empty(), Optional.of(prompter));
    assertThat(prompter.left()).as(prompter.screen()).isEmpty();
    assertThat(prompted.written()).as(prompter.screen()).isEqualTo(expected);

    QuestionedProject edited = copy(question, "edited");
    edited.plan(Optional.empty(), Optional.empty());
    assertThat(edited.written()).isNotEqualTo(expected);
    for (PlanEdit edit : question.edits) {
      Files.writeString(edited.planFile(), edit.apply(Files.readString(edited.planFile())));
    }
    edited.plan(Optional.empty(), Optional.empty());
    assertThat(edited.written()).isEqualTo(expected);
  }

  private static QuestionedProject copy(Question question, String way) throws IOException {
    return project.copyTo(
        directory.resolve(question.name.replace(' ', '-')).resolve(way), question.schema);
  }

  private static Stream<Question> questions() {
    return Stream.of(
        new Question(
            "a field is renamed",
            List.of("ownerId", "assigneeId"),
            "rename Task.ownerId -> Task.assigneeId",
            List.of("1"),
            List.of(PlanEdit.either()),
            "  rename Task.ownerId -> Task.assigneeId\n"),
        new Question(
            "a field is replaced",
            List.of("ownerId", "assigneeId"),
            "drop Task.ownerId; Task.assigneeId backfill none",
            List.of("2", "none"),
            List.of(
                PlanEdit.or(),
                PlanEdit.noClause(),
                PlanEdit.rewrite("  drop Task.ownerId\n", ""),
                PlanEdit.rewrite(
                    "}\n", "  drop Task.ownerId\n  // takes along index([ownerId])\n}\n")),
            """
              add Task.assigneeId: __User.id
              // Data loss: the values of Task.ownerId are deleted.
              drop Task.ownerId
              // takes along index([ownerId])
            """),
        new Question(
            "another candidate is meant",
            List.of("ownerId: __User.id", "assigneeId: __User.id\n  ownersId: __User.id?"),
            "rename Task.ownerId -> Task.assigneeId",
            List.of("2"),
            List.of(
                PlanEdit.either(),
                PlanEdit.rewrite("rename Task.ownerId -> Task.ownersId\n", ""),
                PlanEdit.rewrite("  change Task.ownersId: __User.id -> __User.id?\n", ""),
                PlanEdit.rewrite(
                    "  add Task.assigneeId: __User.id backfill [RESOLVE]     // required, no"
                        + " default: what do existing rows get?\n",
                    "rename Task.ownerId -> Task.assigneeId\n  add Task.ownersId: __User.id?\n")),
            """
              rename Task.ownerId -> Task.assigneeId
              add Task.ownersId: __User.id?
            """),
        new Question(
            "two fields of a unique are renamed",
            List.of("first", "leading", "second", "following"),
            "rename Task.first -> Task.leading; rename Task.second -> Task.following",
            List.of("1"),
            List.of(
                PlanEdit.either(),
                PlanEdit.rewrite("  rename Task.first -> Task.leading\n", ""),
                PlanEdit.rewrite(
                    "  rename Task.second",
                    "  rename Task.first -> Task.leading\n  rename Task.second")),
            """
              rename Task.first -> Task.leading
              rename Task.second -> Task.following
            """),
        new Question(
            "one of two fields of a unique is renamed",
            List.of("first", "leading", "second", "following"),
            "rename Task.first -> Task.leading; drop Task.second; Task.following backfill 1",
            List.of("rename Task.first -> Task.leading", "drop Task.second", "1"),
            List.of(
                PlanEdit.or(),
                PlanEdit.rewrite("  drop Task.first\n", ""),
                PlanEdit.rewrite(
                    "  add Task.leading: string backfill [RESOLVE]\n",
                    "  rename Task.first -> Task.leading\n"),
                PlanEdit.value("1"),
                PlanEdit.rewrite("  drop Task.second\n", ""),
                PlanEdit.rewrite(
                    "}\n", "  drop Task.second\n  // takes along unique([leading, second])\n}\n")),
            """
              rename Task.first -> Task.leading
              add Task.following: int backfill 1
              add unique Task([leading, following])
              // Data loss: the values of Task.second are deleted.
              drop Task.second
              // takes along unique([leading, second])
            """),
        new Question(
            "an entity is renamed and a field of it",
            List.of("Note { text:", "Remark { body:"),
            "rename entity Note -> Remark; rename Remark.text -> Remark.body",
            List.of("1", "1"),
            List.of(PlanEdit.either(), PlanEdit.either()),
            """
              rename entity Note -> Remark
              rename Remark.text -> Remark.body
            """),
        new Question(
            "an enum is renamed and a value of it replaced",
            List.of("Colour", "Color", "Blue", "Black"),
            "rename enum Colour -> Color; drop value Color.Blue; Color.Blue -> Color.Red",
            List.of("1", "2", "Color.Red"),
            List.of(PlanEdit.either(), PlanEdit.or(), PlanEdit.value("Color.Red")),
            """
              rename enum Colour -> Color
              add value Color.Black after Color.Green
              // Data loss: rows that hold Color.Blue can no longer be told apart from the others.
              drop value Color.Blue -> Color.Red
            """),
        new Question(
            "a field is renamed and its name used again",
            List.of("code: string?", "legacyCode: string?\n  code: int?"),
            "rename Task.code -> Task.legacyCode",
            List.of("1"),
            List.of(PlanEdit.either()),
            """
              rename Task.code -> Task.legacyCode
              add Task.code: int?
            """),
        new Question(
            "a field is changed beside one of its old type",
            List.of("code: string?", "legacyCode: string?\n  code: int?"),
            "change Task.code; Task.code using none",
            List.of("2", "none"),
            List.of(PlanEdit.or(), PlanEdit.noClause()),
            """
              add Task.legacyCode: string?
              change Task.code: string? -> int?
            """),
        new Question(
            "no rename is made",
            List.of("Note {", "Remark {"),
            "drop and add",
            List.of("drop and add"),
            List.of(PlanEdit.or()),
            """
              add entity Remark {
                id: uuid = uuid() @primaryKey
                text: string
                pinned: boolean = false
              }
              // Data loss: all rows of Note are deleted.
              drop entity Note
            """),
        new Question(
            "an entity is replaced",
            List.of("Note {", "Remark {"),
            "drop entity Note",
            List.of("2"),
            List.of(PlanEdit.or()),
            """
              add entity Remark {
                id: uuid = uuid() @primaryKey
                text: string
                pinned: boolean = false
              }
              // Data loss: all rows of Note are deleted.
              drop entity Note
            """),
        new Question(
            "an enum is renamed",
            List.of("Colour", "Color"),
            "rename enum Colour -> Color",
            List.of("1"),
            List.of(PlanEdit.either()),
            "  rename enum Colour -> Color\n"),
        new Question(
            "an enum is replaced",
            List.of("Colour", "Color"),
            "drop enum Colour; Task.colour using sql(\"colour::text::color\")",
            List.of("2", "sql(\"colour::text::color\")"),
            List.of(PlanEdit.or(), PlanEdit.value("sql(\"colour::text::color\")")),
            """
              add enum Color { Red, Green, Blue }
              // Data loss: the old values of Task.colour are replaced by what `using` gives.
              change Task.colour: Colour = Red -> Color = Red using sql("colour::text::color")
              drop enum Colour
            """),
        new Question(
            "a value is renamed",
            List.of("Done", "Closed"),
            "rename value Status.Done -> Status.Closed",
            List.of("1"),
            List.of(PlanEdit.either()),
            "  rename value Status.Done -> Status.Closed\n"),
        new Question(
            "a value is replaced",
            List.of("Done", "Closed"),
            "Status.Done -> Status.Open",
            List.of("2", "Open"),
            List.of(PlanEdit.or(), PlanEdit.value("Status.Open")),
            """
              add value Status.Closed after Status.Open
              // Data loss: rows that hold Status.Done can no longer be told apart from the others.
              drop value Status.Done -> Status.Open
            """),
        new Question(
            "a value is dropped and has rows",
            List.of(", Gone", ""),
            "Status.Gone -> Status.Done",
            List.of("2"),
            List.of(PlanEdit.value("Status.Done")),
            """
              // Data loss: rows that hold Status.Gone can no longer be told apart from the others.
              drop value Status.Gone -> Status.Done
            """),
        new Question(
            "a value is dropped and has none",
            List.of(", Gone", ""),
            "drop value Status.Gone; Status.Gone -> none",
            List.of("none"),
            List.of(PlanEdit.value("none")),
            "  drop value Status.Gone -> none\n"),
        new Question(
            "a required field comes",
            List.of("  title:", "  points: int\n  title:"),
            "Task.points backfill 0",
            List.of("0"),
            List.of(PlanEdit.value("0")),
            "  add Task.points: int backfill 0\n"),
        new Question(
            "a required enum field comes",
            List.of("  title:", "  shade: Colour\n  title:"),
            "Task.shade backfill Green",
            List.of("2"),
            List.of(PlanEdit.value("Green")),
            "  add Task.shade: Colour backfill Green\n"),
        new Question(
            "a field becomes required",
            List.of("title: string?", "title: string"),
            "Task.title backfill \"untitled\"",
            List.of("\"untitled\""),
            List.of(PlanEdit.value("\"untitled\"")),
            "  change Task.title: string? -> string backfill \"untitled\"\n"),
        new Question(
            "a type changes by a cast",
            List.of("code: string?", "code: int?"),
            "Task.code using none",
            List.of("none"),
            List.of(PlanEdit.noClause()),
            "  change Task.code: string? -> int?\n"),
        new Question(
            "a type changes and the field becomes required",
            List.of("code: string?", "code: int"),
            "Task.code backfill 0; Task.code using sql(\"nullif(code, '')::int\")",
            List.of("sql(\"nullif(code, '')::int\")", "0"),
            List.of(PlanEdit.value("sql(\"nullif(code, '')::int\")"), PlanEdit.value("0")),
            """
              // Data loss: the old values of Task.code are replaced by what `using` gives.
              change Task.code: string? -> int using sql("nullif(code, '')::int") backfill 0
            """),
        new Question(
            "a reference points elsewhere",
            List.of("Project.id", "Team.id"),
            "Task.projectId using sql(\"(select id from team limit 1)\")",
            List.of("sql(\"(select id from team limit 1)\")"),
            List.of(PlanEdit.value("sql(\"(select id from team limit 1)\")")),
            "  // Data loss: the old values of Task.projectId are replaced by what `using` gives.\n"
                + "  change Task.projectId: Project.id -> Team.id using sql(\"(select id from team"
                + " limit 1)\")\n"));
  }
}
