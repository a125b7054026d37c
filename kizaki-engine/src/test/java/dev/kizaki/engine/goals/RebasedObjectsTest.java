package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.object.UnifiedDifference;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches have changed one object in SQL, and Git or a person has merged the schema. */
@FullRun
final class RebasedObjectsTest {
  private static final String ENTITY = "entity Task {\n  title: string\n}\n";
  private static final String REBASED =
      """
      Rebased migrations/0002_y/ to migrations/0003_y/ on top of 0002_x.
      If a local database has applied 0002_y, run `mvn kizaki:reset` on it.
      """;
  private static final String RIGHT = "change object Describe {}";

  @TempDir private Path root;

  private static String text(String notice, String result) {
    return """
        create function describe(task) returns text language plpgsql as $$
        begin
          raise notice '%s';
          -- the title as it is
          return %s;
        end $$"""
        .formatted(notice, result);
  }

  private static String object(String text) {
    return "object Describe uses [Task] {\n  create \"\"\"\n%s\"\"\"\n}\n"
        .formatted(text.indent(4).stripTrailing());
  }

  private static String change(String before, String after) {
    return "  change object Describe {\n    create \"\"\"\n%s\"\"\"\n  }"
        .formatted(UnifiedDifference.between(before, after).indent(6).stripTrailing());
  }

  /** Theirs changes the notice, and ours is given. */
  private BranchedProject project(String schema, String ours) throws IOException {
    String base = text("begin", "$1.title");
    return new BranchedProject(root, schema)
        .write(
            "0001_initial",
            Optional.empty(),
            """
              add entity Task {
                id: uuid = uuid() @primaryKey
                title: string
              }
              add %s\
            """
                .formatted(object(base)))
        .write("0002_x", Optional.of("0001_initial"), change(base, text("start", "$1.title")))
        .write("0002_y", Optional.of("0001_initial"), ours);
  }

  private static String ours(String notice, String result) {
    return change(text("begin", "$1.title"), text(notice, result));
  }

  @Test
  void changesOfDifferentLinesAreMerged() throws IOException {
    BranchedProject project =
        project(
            ENTITY + object(text("start", "upper($1.title)")), ours("begin", "upper($1.title)"));
    assertThat(project.rebase("0002_y")).isEqualTo(REBASED);
    assertThat(Files.readString(project.plan("0003_y")))
        .startsWith(
            """
            migration "0003_y" {
              // 0002_x changed Describe too: review the text with both changes.
              change object Describe {
            """);
    inOrder(project);
  }

  @Test
  void theTextThatAPersonHasMergedInTheSchemaIsNotAskedAbout() throws IOException {
    BranchedProject project =
        project(
            ENTITY + object(text("start now", "upper($1.title)")), ours("now", "upper($1.title)"));
    assertThat(project.rebase("0002_y")).isEqualTo(REBASED);
    assertThat(Files.readString(project.plan("0003_y")))
        .contains("  // 0002_x changed Describe too: review the text with both changes.\n")
        .contains("+  raise notice 'start now';");
    inOrder(project);
  }

  @Test
  void aFileWithConflictMarkersIsNotTakenForAMergedText() throws IOException {
    BranchedProject project =
        project(
            ENTITY + "object Describe uses [Task] {\n  create from \"describe.sql\"\n}\n",
            ours("now", "$1.title"));
    AppliedProject.write(
        root,
        "src/main/inspire/describe.sql",
        text("start", "$1.title")
            .replace(
                "  raise notice 'start';",
                """
                <<<<<<< HEAD
                  raise notice 'now';
                =======
                  raise notice 'start';
                >>>>>>> main\
                """));
    assertThat(project.rebase("0002_y"))
        .contains(
            "[WARNING] Resolve migrations/0003_y/plan.migration:3: 0002_x changed Describe, and so"
                + " does this migration. Which text stays?\n");
    AppliedProject.write(root, "src/main/inspire/describe.sql", text("start", "$1.title"));
    project.rebase("0003_y", "not change object Describe");
    inOrder(project);
  }

  /** Our branch renames what the body names, and the question about the text is open. */
  @Test
  void anOpenQuestionAboutATextIsRebasedAndAnswered() throws IOException {
    BranchedProject project = renaming();
    assertThat(project.rebase("0002_y"))
        .contains("[WARNING] Resolve migrations/0003_y/plan.migration:")
        .contains("-Dkizaki.resolve=\"" + RIGHT + "\"");
    project.rebase("0003_y", RIGHT);
    assertThat(project.plan("0003_y"))
        .hasContent(
            """
            migration "0003_y" {
              rename Task.title -> Task.name
              // a person's comment
              change object Describe {}
            }
            """);
    inOrder(project);
  }

  @Test
  void anOpenQuestionAboutATextIsAnsweredAtThePrompt() throws IOException {
    BranchedProject project = renaming();
    assertThat(project.rebaseAtPrompt("0002_y", "1").screen()).contains("1) the text is right");
    assertThat(Files.readString(project.plan("0003_y"))).contains("  " + RIGHT + "\n");
    inOrder(project);
  }

  private BranchedProject renaming() throws IOException {
    return project(
        "entity Task {\n  name: string\n}\n" + object(text("start", "$1.title")),
        """
          rename Task.title -> Task.name
          // a person's comment
          // The text of Describe names title, but Task.title is Task.name now.
          // Change it in the schema and plan again, or say that the text is right:
          // change object Describe {}
          change object Describe {
            create [RESOLVE]
          }\
        """);
  }

  /** Every goal accepts the history, and the schema is what it leads to. */
  private static void inOrder(BranchedProject project) {
    project.run(Goal.DRY_RUN);
    assertThat(project.rebase("")).isEqualTo("Nothing to rebase.\n");
  }
}
