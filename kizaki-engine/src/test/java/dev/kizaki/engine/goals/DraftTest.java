package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts that users edit, write by hand and rename, tested up to the values of the rows. */
@FullRun
final class DraftTest {
  private static final String TASK = "entity Task { first: string  last: string }\n";
  private static final String SWAP =
      """
      migration "0002_swap_names" {
        // The form had the two the wrong way round.
        rename Task.first -> Task.spare
        rename Task.last -> Task.first
        rename Task.spare -> Task.last
      }
      """;
  private static final String SWAP_FILE = "migrations/0002_swap_names/plan.migration";
  private static final String LISTED =
      """
      - rename Task.first -> Task.spare
      - rename Task.last -> Task.first
      - rename Task.spare -> Task.last
      """;

  @TempDir Path root;
  private TestDatabase database;

  @BeforeEach
  void insertATask() throws IOException, SQLException {
    database = PostgresServers.version(17).freshDatabase();
    schema(TASK);
    plan();
    apply();
    execute("INSERT INTO task (first, last) VALUES ('Hopper', 'Grace')");
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @Test
  void aHandWrittenSwapExchangesTheValues() throws IOException, SQLException {
    write(SWAP_FILE, SWAP);
    String missing =
        """
        migrations/0002_swap_names/snapshot.json is missing.
        If 0002_swap_names was written by hand and no database has applied it, run `mvn \
        kizaki:plan`, which completes it; else restore the file with `git checkout -- \
        migrations/0002_swap_names/snapshot.json`.\
        """;
    for (Goal goal : new Goal[] {Goal.APPLY, Goal.DRY_RUN}) {
      assertThatThrownBy(() -> goal.run(new Kizaki(new RecordedLines()), project(), database()))
          .isInstanceOf(Refusal.class)
          .hasMessage(missing);
    }

    assertThat(plan()).isEqualTo("Accepted " + SWAP_FILE + " as it stands.\n" + LISTED);
    assertThat(read(SWAP_FILE)).isEqualTo(SWAP);
    assertThat(plan()).isEqualTo("No schema changes.\n");
    apply();
    assertThat(value("SELECT first || ' ' || last FROM task")).isEqualTo("Grace Hopper");
    assertThat(plan()).isEqualTo("No schema changes.\n");
  }

  @Test
  void keepsWindowsLineEnds() throws IOException {
    write(SWAP_FILE, SWAP.replace("\n", "\r\n"));
    plan();
    assertThat(read(SWAP_FILE)).isEqualTo(SWAP.replace("\n", "\r\n"));
  }

  @Test
  void completesAHandWrittenSwapToTheSchema() throws IOException, SQLException {
    write(SWAP_FILE, SWAP);
    schema(TASK + "entity Label { name: string }\n");
    assertThat(plan())
        .isEqualTo(
            "Rewriting migrations/0002_swap_names/ because it is still unapplied locally.\n"
                + LISTED
                + """
                - add entity Label {
                    id: uuid = uuid() @primaryKey
                    name: string
                  }
                """);
    assertThat(read(SWAP_FILE)).contains("// The form had the two the wrong way round.\n");
    assertThat(plan()).isEqualTo("No schema changes.\n");

    schema(TASK);
    assertThat(plan())
        .isEqualTo(
            "Rewriting migrations/0002_swap_names/ because it is still unapplied locally.\n"
                + LISTED);
    assertThat(read(SWAP_FILE)).isEqualTo(SWAP);
    apply();
    assertThat(value("SELECT first || ' ' || last FROM task")).isEqualTo("Grace Hopper");
  }

  @Test
  void anExchangeThatIsAnsweredTwiceHappensOnce() throws IOException, SQLException {
    String exchange = "rename Task.first -> Task.last; rename Task.last -> Task.first";
    plan("", exchange);
    schema("entity Task { first: string  last: string  age: int }\n");
    plan("", exchange + "; Task.age backfill 0");
    apply();
    assertThat(value("SELECT first || ' ' || last FROM task")).isEqualTo("Grace Hopper");
  }

  /** The warning of docs/plan.md about a file of answers that outlives its migration. */
  @Test
  void anExchangeThatIsAnsweredAfterItWasAppliedHappensAgain() throws IOException, SQLException {
    String exchange = "rename Task.first -> Task.last; rename Task.last -> Task.first";
    plan("", exchange);
    apply();
    schema("entity Task { first: string  last: string  age: int }\n");
    plan("exchanged", exchange + "; Task.age backfill 0");
    String draft = "migrations/0003_exchanged/plan.migration";
    assertThat(read(draft)).contains("rename Task.first -> Task.temporary");
    plan("", "Task.age backfill 0");
    assertThat(read(draft)).contains("rename Task.first -> Task.temporary");

    Files.delete(root.resolve(draft).resolveSibling("snapshot.json"));
    Files.delete(root.resolve(draft));
    Files.delete(root.resolve(draft).getParent());
    plan("", "Task.age backfill 0");
    apply();
    assertThat(value("SELECT first || ' ' || last FROM task")).isEqualTo("Grace Hopper");
  }

  @Test
  void whatAPlanIsBegunWithRunsFirstAndKeepsItsLayout() throws IOException, SQLException {
    String begun =
        """
        migration "0002_upper"
        {
            update Task   set first = sql("upper(first)")  // shouted
        """;
    write("migrations/0002_upper/plan.migration", begun + "}\n");
    plan("", "rename Task.first -> Task.last; rename Task.last -> Task.first");
    assertThat(read("migrations/0002_upper/plan.migration"))
        .isEqualTo(
            begun
                + """
                  rename Task.first -> Task.temporary
                  rename Task.last -> Task.first
                  rename Task.temporary -> Task.last
                }
                """);
    apply();
    assertThat(value("SELECT first || ' ' || last FROM task")).isEqualTo("Grace HOPPER");
  }

  @Test
  void keepsAnUpdateWhenTheSchemaChangesAgain() throws IOException, SQLException {
    schema("entity Task { first: string  last: string  full: string }\n");
    assertThat(plan("", "Task.full backfill none"))
        .isEqualTo("Generated migrations/0002_add_full/plan.migration\n- add Task.full: string\n");
    String file = "migrations/0002_add_full/plan.migration";
    write(
        file,
        """
        migration "0002_add_full" {
          add Task.full: string backfill "?"
          // Asked for by the reports.
          update Task set full = sql("first || ', ' || last")
        }
        """);
    // The snapshot stays valid, because the plan leads to the same schema.
    assertThat(plan()).isEqualTo("No schema changes.\n");

    schema("entity Task { first: string  last: string  full: string  due: date? }\n");
    assertThat(plan())
        .isEqualTo(
            """
            Rewriting migrations/0002_add_full/ because it is still unapplied locally.
            - add Task.full: string backfill "?"
            - update Task set full = sql("first || ', ' || last")
            - add Task.due: date?
            """);
    assertThat(read(file))
        .isEqualTo(
            """
            migration "0002_add_full" {
              add Task.full: string backfill "?"
              // Asked for by the reports.
              update Task set full = sql("first || ', ' || last")
              add Task.due: date?
            }
            """);
    apply();
    assertThat(value("SELECT \"full\" FROM task")).isEqualTo("Hopper, Grace");
  }

  @Test
  void acceptsAPlanEditedToLeadToTheSchemaAndReplacesTheSnapshot()
      throws IOException, SQLException {
    schema(TASK + "enum Kind { A }\n");
    plan();
    schema("entity Task { first: string  last: string  done: boolean = false }\n");
    String file = "migrations/0002_add_kind/plan.migration";
    String edited = "migration \"0002_add_kind\" {\n  add Task.done: boolean = false // new\n}\n";
    write(file, edited);
    assertThatThrownBy(this::apply).isInstanceOf(Refusal.class);
    assertThat(plan())
        .isEqualTo("Accepted " + file + " as it stands.\n- add Task.done: boolean = false\n");
    assertThat(read(file)).isEqualTo(edited);
    apply();
    assertThat(value("SELECT done::text FROM task")).isEqualTo("false");
  }

  @Test
  void namesTheLostUpdateWhenTheDraftIsRemoved() throws IOException {
    schema("entity Task { first: string  last: string  points: int? }\n");
    plan();
    write(
        "migrations/0002_add_points/plan.migration",
        """
        migration "0002_add_points" {
          add Task.points: int?
          // Bob knows why.
          update Task set points = 4
        }
        """);
    schema(TASK);
    assertThat(plan())
        .isEqualTo(
            """
            Removed migrations/0002_add_points/ because the schema is back at 0001_initial.
            [WARNING] No longer applies: update Task set points = 4
            [WARNING] No longer applies: // Bob knows why.
            """);
    assertThat(root.resolve("migrations/0002_add_points")).doesNotExist();
  }

  @Test
  void aQuestionThatIsAnsweredInTheFileLeavesNoComment() throws IOException {
    schema("entity Task { first: string  last: string  points: int  size: int }\n");
    plan();
    String file = "migrations/0002_update_task/plan.migration";
    String asked = read(file);
    write(file, asked.replaceFirst("\\[RESOLVE]", "3"));
    assertThat(plan())
        .startsWith("Updated kizaki's comments in " + file + ".\n[WARNING] Resolve " + file);
    assertThat(read(file))
        .startsWith("migration \"0002_update_task\" {\n  add Task.points: int backfill 3\n")
        .contains("add Task.size: int backfill [RESOLVE]     // required");
    write(file, read(file).replace("[RESOLVE]", "4").replace("\n}", "\n  // mine\n}"));
    assertThat(plan()).isEqualTo(updated(file));
    String answered =
        """
        migration "0002_update_task" {
          add Task.points: int backfill 3
          add Task.size: int backfill 4
          // mine
        }
        """;
    assertThat(read(file)).isEqualTo(answered);
    assertThat(plan()).isEqualTo("No schema changes.\n");
    assertThat(read(file)).isEqualTo(answered);
    apply();
  }

  @Test
  void aChoiceThatIsTakenInTheFileSaysWhatItLoses() throws IOException {
    schema("entity Task { first: string  family: string }\n");
    plan();
    String file = "migrations/0002_rename_last/plan.migration";
    String asked = read(file);
    write(
        file,
        asked.substring(0, asked.indexOf("  [RESOLVE] either"))
            + "  drop Task.last // kept for a year\n  add Task.family: string backfill \"?\"\n}\n");
    assertThat(plan()).isEqualTo(updated(file));
    assertThat(read(file))
        .isEqualTo(
            """
            migration "0002_rename_last" {
              // Data loss: the values of Task.last are deleted.
              drop Task.last // kept for a year
              add Task.family: string backfill "?"
            }
            """);
    write(
        file,
        read(file).replace("Task.last are", "Task.lost are").replace("  drop", "  //x\n  drop"));
    assertThat(plan()).isEqualTo(updated(file));
    assertThat(plan()).isEqualTo("No schema changes.\n");
    schema("entity Task { first: string?  family: string }\n");
    assertThat(plan()).doesNotContain("No longer applies");
    assertThat(read(file))
        .isEqualTo(
            """
            migration "0002_rename_last" {
              add Task.family: string backfill "?"
              change Task.first: string -> string?
              // x
              // Data loss: the values of Task.last are deleted.
              drop Task.last     // kept for a year
            }
            """);
  }

  private static String updated(String file) {
    return "Updated kizaki's comments in " + file + ".\nNo schema changes.\n";
  }

  @Test
  void aRewrittenDraftKeepsItsNameAndANameThatWouldFitIsSaidOnce() throws IOException {
    schema(TASK + "entity Label { name: string }\n");
    plan();
    schema(TASK + "entity Label { name: string }\nentity Mark { name: string }\n");
    String rewriting =
        "Rewriting migrations/0002_add_label/ because it is still unapplied locally.\n";
    assertThat(plan())
        .startsWith(
            rewriting
                + "The name 0002_add_label no longer describes the change;"
                + " -Dkizaki.name=update_schema would fit.\n- add entity Label {\n");
    assertThat(read("migrations/0002_add_label/plan.migration"))
        .startsWith("migration \"0002_add_label\" {\n");
    schema(TASK + "entity Mark { name: string }\n");
    assertThat(plan()).startsWith(rewriting + "- add entity Mark {\n");
    assertThat(plan("0002_AddMark", ""))
        .startsWith(rewriting + "Renamed to migrations/0002_add_mark/\n- add entity Mark {\n");
  }

  @Test
  void aNewNameRenamesADraftWithoutChanges() throws IOException {
    schema(TASK + "entity Label { name: string }\n");
    plan();
    write(
        "migrations/0002_add_label/plan.migration",
        read("migrations/0002_add_label/plan.migration").replace("name: string", "name:string"));
    assertThat(plan("New labels", ""))
        .isEqualTo(
            """
            Rewriting migrations/0002_add_label/ because it is still unapplied locally.
            Renamed to migrations/0002_new_labels/
            - add entity Label {
                id: uuid = uuid() @primaryKey
                name: string
              }
            """);
    assertThat(read("migrations/0002_new_labels/plan.migration"))
        .startsWith("migration \"0002_new_labels\" {")
        .contains("name:string");
    assertThat(plan("New labels", "")).isEqualTo("No schema changes.\n");

    schema(TASK + "entity Label { name: string }\nentity Mark { name: string }\n");
    assertThat(plan()).startsWith("Rewriting migrations/0002_new_labels/ because");
    assertThat(root.resolve("migrations/0002_new_labels")).isDirectory();
    apply();
    assertThat(plan("Other labels", "")).isEqualTo("No schema changes.\n");
  }

  @Test
  void refusesAnInvalidPlanAndChangesNothing() throws IOException {
    write(SWAP_FILE, SWAP.replace("Task.last ->", "Task.lost ->"));
    Map<String, String> before = AppliedProject.tree(root);
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            migrations/0002_swap_names/plan.migration:4:3: there is no field Task.lost at this \
            point of the plan; did you mean last?.
              rename Task.lost -> Task.first
            Correct the statement or, if no database has applied 0002_swap_names, delete its \
            directory and run `mvn kizaki:plan`.\
            """);
    write(SWAP_FILE, SWAP.replace("swap_names", "swap"));
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            migrations/0002_swap_names/plan.migration: the plan is called "0002_swap", but it \
            is in the directory 0002_swap_names.
            Give both the same name: the plan begins with `migration "0002_swap_names" {`.\
            """);
    write(SWAP_FILE, SWAP);
    assertThat(AppliedProject.tree(root).keySet()).isEqualTo(before.keySet());
  }

  private void schema(String text) throws IOException {
    write("src/main/inspire/app.inspire", text);
  }

  private void write(String file, String text) throws IOException {
    AppliedProject.write(root, file, text);
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  private String plan() {
    return plan("", "");
  }

  private String plan(String name, String answers) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .plan(
            TestRequests.plan(
                project(),
                database(),
                Optional.of(name).filter(text -> !text.isEmpty()),
                Optional.of(answers).filter(text -> !text.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
    return lines.text();
  }

  private void apply() {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(project(), database(), Optional.empty()));
  }

  /** The project with a cache, as in Maven builds. */
  private Project project() {
    Project plain = AppliedProject.project(root);
    return new Project(
        root,
        plain.schemaDirectory(),
        plain.migrationsDirectory(),
        Optional.empty(),
        Optional.of(root.resolve("target/kizaki")));
  }

  private DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
