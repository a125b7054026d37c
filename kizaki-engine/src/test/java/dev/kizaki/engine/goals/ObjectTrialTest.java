package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.ServerArchive;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** plan tries the SQL of objects on an embedded server before it writes. */
@FullRun
class ObjectTrialTest {
  private static final String TASK =
      """
      entity Task {
        id: int @primaryKey
        title: string
        done: boolean = false
      }
      """;

  @TempDir private Path root;
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = PostgresServers.version(17).freshDatabase();
  }

  @AfterEach
  void drop() throws Exception {
    database.close();
  }

  @Test
  void anErrorInATextIsRefusedWithItsPlace() throws Exception {
    migrate(TASK);
    schema(TASK + view("OpenTask", "Task", "open_task", "select id, titel from task"));
    assertThatThrownBy(this::plan)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).contains(RefusalCode.OBJECT_SQL);
              assertThat(refusal)
                  .hasMessage(
                      """
                      PostgreSQL 17.6 refuses the SQL of OpenTask, so nothing was written:
                      src/main/inspire/schema.inspire:7:49: OpenTask: column "titel" does not exist (42703)
                            create \"""create view open_task as select id, titel from task\"""
                                                                          ^^^^^
                        Hint: Perhaps you meant to reference the column "task.title".
                      Correct it and run `mvn kizaki:plan` again. If only your database has what it needs, such as a function of others, -Dkizaki.tryObjects=false plans without a trial.\
                      """);
            });
    assertThat(migrations()).containsExactly("0001_initial");
    plan("", ObjectTrialTest::archive, false);
    Files.delete(root.resolve("migrations/0002_add_open_task/snapshot.json"));
    Files.delete(root.resolve("migrations/0002_add_open_task/plan.migration"));
    Files.delete(root.resolve("migrations/0002_add_open_task"));
    migrate(TASK + view("OpenTask", "Task", "open_task", "select id, title from task"));
  }

  @Test
  void eachErrorHasItsPlaceAndConsequencesAreLeftOut() throws Exception {
    AppliedProject.write(
        root,
        "src/main/inspire/functions/touch.sql",
        """
        create function touch() returns trigger language plpgsql as $$
        begin
          new.title = upper(new.title;
          return new;
        end $$;
        """);
    schema(
        TASK
            + view("Open", "Task", "open", "\n      select missing(id) as id from task")
            + view("OpenIds", "Open", "open_ids", "select id from open")
            + view("Fine", "Task", "fine", "select id from task")
            + "object Touch uses [Task] { create from \"functions/touch.sql\" }\n");
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            "PostgreSQL 17.6 refuses the SQL of 2 objects, so nothing was written:",
            """
            src/main/inspire/schema.inspire:8:14: Open: function missing(integer) does not exist (42883)
                      select missing(id) as id from task\"""
                             ^^^^^^^
            """,
            """
            src/main/inspire/functions/touch.sql:3:30: Touch: mismatched parentheses at or near ";" (42601)
                  new.title = upper(new.title;
                                             ^
            """)
        .hasMessageNotContaining("OpenIds");
    assertThat(root.resolve("migrations")).doesNotExist();
  }

  @Test
  void whatPostgresCannotReplaceIsMadeAnew() throws Exception {
    migrate(
        TASK
            + view("Ids", "Task", "ids", "select id, title from task")
            + view("First", "Ids", "first", "select min(id) as id from ids"));
    String after =
        TASK
            + view("Ids", "Task", "ids", "select id from task")
            + view("First", "Ids", "first", "select min(id) as id from ids");
    assertThat(migrate(after))
        .contains(
            "Trying 1 object on an embedded PostgreSQL 17...",
            "change object Ids, made anew: PostgreSQL cannot replace it (cannot drop columns from"
                + " view).");
    assertThat(latestPlan()).contains("change object Ids, made anew {", "drop object First");
    schema(after);
    assertThat(plan()).isEqualTo("No schema changes.\n");
  }

  @Test
  void whatItCanReplaceIsReplaced() throws Exception {
    migrate(TASK + view("Ids", "Task", "ids", "select id from task"));
    migrate(TASK + view("Ids", "Task", "ids", "select id, title from task"));
    assertThat(latestPlan()).contains("change object Ids {");
  }

  @Test
  void aDraftThatIsMadeAnewIsPlannedAgain() throws Exception {
    migrate(TASK + view("Ids", "Task", "ids", "select id, title from task"));
    schema(TASK + view("Ids", "Task", "ids", "select id from task"));
    plan();
    schema(
        TASK.replace("  title", "  points: int?\n  title")
            + view("Ids", "Task", "ids", "select id from task"));
    assertThat(plan()).doesNotContain("PostgreSQL cannot replace it");
    assertThat(latestPlan())
        .contains("add Task.points", "change object Ids, made anew {")
        .containsOnlyOnce("Ids");
    schema(TASK + view("Ids", "Task", "ids", "select id, title, done from task"));
    plan();
    assertThat(latestPlan()).contains("change object Ids {").doesNotContain("made anew");
  }

  @Test
  void aPlanWithOpenQuestionsIsTriedWithAnyAnswers() throws Exception {
    String before =
        TASK.replace("  title", "  note: string\n  size: string\n  title")
            + view("Ids", "Task", "ids", "select id, title from task");
    migrate(before);
    String after = TASK.replace("  title", "  remark: string\n  size: int\n  points: int\n  title");
    schema(after + view("Ids", "Task", "ids", "select id, nothing from task"));
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Ids: column \"nothing\" does not exist (42703)");
    schema(after + view("Ids", "Task", "ids", "select id from task"));
    assertThat(plan())
        .contains("change object Ids, made anew: PostgreSQL cannot replace it")
        .doesNotContain("was tried up to");
    assertThat(latestPlan())
        .contains(
            "[RESOLVE] either {",
            "add Task.points: int backfill [RESOLVE]",
            "change object Ids, made anew {");
    plan("Task.points backfill 3", ObjectTrialTest::archive, true);
    assertThat(latestPlan()).contains("backfill 3", "change object Ids, made anew {");
  }

  @Test
  void aPlanThatAsksAboutATextIsNotTried() throws Exception {
    String text =
        """
        object Titles uses [Task] {
          create \"""create function titles() returns bigint language plpgsql as $$
            begin return (select count(title) from task); end $$\"""
        }
        """;
    migrate(TASK + text);
    schema(TASK.replace("title", "name") + text);
    assertThat(plan("rename Task.title -> Task.name", ObjectTrialTest::archive, true))
        .doesNotContain("Trying");
  }

  @Test
  void aDraftThatAPersonEditedIsTried() throws Exception {
    migrate(TASK + view("Ids", "Task", "ids", "select id, title from task"));
    schema(TASK + view("Ids", "Task", "ids", "select id from task"));
    plan("", ObjectTrialTest::archive, false);
    begin("update Task set title = \"\"");
    assertThat(plan()).contains("change object Ids, made anew: PostgreSQL cannot replace it");
    assertThat(latestPlan()).contains("update Task set title", "change object Ids, made anew {");
    assertThat(plan()).isEqualTo("No schema changes.\n");
  }

  @Test
  void whatObjectsMakeBesidesIsRefused() throws Exception {
    schema(
        TASK
            + """
            object Made uses [] {
              create \"""
                create function maker() returns int language plpgsql
                  as $$ begin create table public.secret (a int); return 1; end $$;
                create materialized view made as select maker() as n\"""
            }
            """);
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            "schema.inspire:8:5: Made: The database gained table secret, which the text of no"
                + " object names");
  }

  @Test
  void withoutObjectsNoServerIsStarted() throws Exception {
    schema(TASK);
    ServerArchive none =
        (artifact, version) -> {
          throw new AssertionError("no server is needed");
        };
    plan("", none, true);
    assertThat(root.resolve(".kizaki")).doesNotExist();
  }

  @Test
  void withoutATrialTheRulesDecide() throws Exception {
    migrate(TASK + view("Ids", "Task", "ids", "select id, title from task"));
    schema(TASK + view("Ids", "Task", "ids", "select id from task"));
    assertThat(plan("", ObjectTrialTest::archive, false))
        .contains("The SQL of the objects was not tried: tryObjects is false.");
    assertThat(latestPlan()).contains("change object Ids {");
  }

  @Test
  void withoutAServerTheRulesDecide() throws Exception {
    Files.createDirectories(root.resolve(".kizaki"));
    Files.writeString(root.resolve(".kizaki/postgres"), "a file where the server would be");
    schema(TASK + view("Ids", "Task", "ids", "select id, titel from task"));
    assertThat(plan()).contains("The SQL of the objects was not tried: The embedded database in");
    assertThat(latestPlan()).contains("add object Ids");
  }

  @Test
  void whatTheServerLacksIsNotTried() throws Exception {
    schema(
        TASK
            + """
            object Plain uses [] {
              create \"""create function plain() returns int language plperl as 'return 1'\"""
            }
            external Person from "public"."person"."id": bigint
            """
            + view("Names", "Person", "names", "select id, name from person"));
    assertThat(plan())
        .contains(
            "The SQL of Plain was not tried: the embedded server lacks what it needs; PostgreSQL:"
                + " language \"plperl\" does not exist (42704).",
            "The SQL of Names was not tried: it uses a table that no migration makes, of which the"
                + " trial has the key only; PostgreSQL: column \"name\" does not exist (42703).");
    schema("extension postgis\n" + TASK + view("Ids", "Task", "ids", "select id from task"));
    assertThat(plan())
        .contains(
            "The SQL of the objects was not tried: the embedded PostgreSQL 17.6 does not have the"
                + " extension postgis.");
  }

  @Test
  void aStatementThatNeedsRowsEndsTheTrial() throws Exception {
    migrate(TASK);
    schema(TASK + view("Ids", "Task", "ids", "select id from task"));
    plan();
    begin("run sql(\"select 1 / (select count(*) from task)\")");
    assertThat(plan())
        .contains(
            "The plan was tried up to `run sql(\"select 1 / (select count(*) from task)\")`, which"
                + " fails on a database without rows: division by zero (22012).",
            "Accepted migrations/0002_add_ids/plan.migration as it stands.");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into task values (1, 'a', false)");
    }
    apply();
    schema(TASK + view("Ids", "Task", "ids", "select id as ids from task"));
    assertThat(plan())
        .contains(
            "The SQL of the objects was not tried: 0002_add_ids does not run on an empty database,"
                + " at `run sql(\"select 1 / (select count(*) from task)\")`: division by zero.");
  }

  /** Puts a statement at the beginning of the latest plan, as if all of it was written by hand. */
  private void begin(String statement) throws Exception {
    List<String> all = migrations();
    Path file = root.resolve("migrations/%s/plan.migration".formatted(all.get(all.size() - 1)));
    String text = Files.readString(file);
    int end = text.indexOf("{\n") + 2;
    Files.writeString(file, text.substring(0, end) + "  " + statement + "\n" + text.substring(end));
    Files.delete(file.resolveSibling("snapshot.json"));
  }

  @Test
  void aDependencyThatNoListNamesIsFound() throws Exception {
    String hidden =
        "object Users uses [] {\n  create \"\"\"create view users as select id from ids\"\"\"\n}\n";
    migrate(TASK + view("Ids", "Task", "ids", "select id from task"));
    migrate(TASK + view("Ids", "Task", "ids", "select id from task") + hidden);
    schema(TASK + hidden);
    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            """
            `drop object Ids`: cannot drop view ids because other objects depend on it (2BP01)
              Detail: view users depends on view ids
            """);
  }

  private static String view(String object, String uses, String view, String query) {
    return "object %s uses [%s] {\n  create \"\"\"create view %s as %s\"\"\"\n}\n"
        .formatted(object, uses, view, query);
  }

  private void schema(String text) throws Exception {
    AppliedProject.write(root, "src/main/inspire/schema.inspire", text);
  }

  private String migrate(String schema) throws Exception {
    schema(schema);
    String lines = plan();
    apply();
    return lines;
  }

  private void apply() {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(AppliedProject.project(root), settings(), Optional.empty()));
  }

  private DatabaseSettings settings() {
    return new AppliedProject(root, database).database();
  }

  private String plan() {
    return plan("", (artifact, version) -> archive(artifact, version), true);
  }

  private static Path archive(String artifact, String version) {
    return TestBinaries.folder().resolve(artifact + "-" + version + ".jar");
  }

  private String plan(String resolve, ServerArchive archive, boolean tries) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .plan(
            new PlanRequest(
                AppliedProject.project(root),
                settings(),
                Optional.empty(),
                Optional.of(resolve).filter(text -> !text.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                tries
                    ? Optional.of(new DatabaseLocation.Embedded(root, "17", archive))
                    : Optional.empty(),
                ChangelogSettings.OFF));
    return lines.text();
  }

  private List<String> migrations() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve("migrations"))) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private String latestPlan() throws Exception {
    List<String> all = migrations();
    return Files.readString(
        root.resolve("migrations/%s/plan.migration".formatted(all.get(all.size() - 1))));
  }
}
