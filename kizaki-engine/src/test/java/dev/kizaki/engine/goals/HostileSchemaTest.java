package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.HostileTexts;
import dev.kizaki.inspire.format.StringLiterals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names and values in a schema and its plans that are chosen to be misinterpreted, tested on a
 * server: every value is read back as it was written, and nothing else changes.
 */
@FullRun
final class HostileSchemaTest {
  @TempDir Path root;

  private static String quoted(String text) {
    return StringLiterals.quote(text);
  }

  private static String sql(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void everyValueIsReadBackAsItWasWritten(int major) throws Exception {
    List<String> texts = HostileTexts.ALL;
    StringBuilder defaults = new StringBuilder("entity Task {\n  id: int @primaryKey\n");
    StringBuilder more = new StringBuilder();
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String json = "{" + jsonString(texts.get(i)) + ": [" + jsonString(texts.get(i)) + "]}";
      defaults.append("  a" + i + ": string = " + quoted(texts.get(i)) + "\n");
      defaults.append("  j" + i + ": json = " + quoted(json) + "\n");
      more.append("  b" + i + ": string\n");
      answers.append("Task.b" + i + " backfill " + quoted(texts.get(i)) + "\n");
    }
    defaults.append("  x: bytes = \"00ff5c27\"\n  d: decimal(5, 2) = -1.50\n");
    defaults.append("  e: double = 0.1\n");
    try (HostileProject project = new HostileProject(root, major)) {
      List<String> surroundings = project.surroundings();
      project.schema(defaults + "}\n");
      project.plan("");
      project.apply();
      project.execute("insert into task values (1)");
      project.schema(defaults.toString() + more + "}\n");
      project.plan(answers.toString());
      project.dryRun();
      project.apply();

      for (int i = 0; i < texts.size(); i++) {
        assertThat(
                project.query(
                    "select a%1$d || '/' || b%1$d || '/' || (j%1$d -> a%1$d ->> 0) from task"
                        .formatted(i)))
            .containsExactly(texts.get(i) + "/" + texts.get(i) + "/" + texts.get(i));
      }
      assertThat(project.query("select encode(x, 'hex') || d || e from task"))
          .containsExactly("00ff5c27-1.500.1");
      assertThat(project.status())
          .isEqualTo(
              """
              Latest committed: 0002_update_task
              Latest applied: 0002_update_task
              Source drift: none
              """);
      assertThat(project.plan("")).isEqualTo("No schema changes.\n");
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  private static String jsonString(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append("\\u").append(HexFormat.of().toHexDigits(c));
    }
    return json.append('"').toString();
  }

  /** In a default, a backfill, an update, a condition and a conversion. */
  @Test
  void everyValueOfAPlanIsReadBackAsItWasWritten() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      List<String> surroundings = project.surroundings();
      project.schema("entity Task { id: int @primaryKey, v: string, w: string }");
      project.plan("");
      project.apply();
      List<String> texts = HostileTexts.ALL;
      StringBuilder plan = new StringBuilder("migration \"0002_hand\" {\n");
      for (int i = 0; i < texts.size(); i++) {
        project.execute("insert into task values (" + i + ", 'old', " + i + ")");
        plan.append(
            "  update Task set v = %s, w = sql(%s) where sql(%s)\n"
                .formatted(
                    quoted(texts.get(i)),
                    quoted("w || /* ; ' */ " + sql(texts.get(i))),
                    quoted("id = " + i + " and w <> " + sql(texts.get(i)) + " -- '\n and true")));
        plan.append(
            "  run sql("
                + quoted("update task set w = w || " + sql(texts.get(i)) + " where id = " + i)
                + ")\n");
      }
      AppliedProject.write(root, "migrations/0002_hand/plan.migration", plan + "}\n");
      project.plan("");
      project.apply();
      for (int i = 0; i < texts.size(); i++) {
        assertThat(project.query("select v from task where id = " + i))
            .containsExactly(texts.get(i));
        assertThat(project.query("select w from task where id = " + i))
            .containsExactly(i + texts.get(i) + texts.get(i));
      }
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  /** Every SQL keyword is used as the name of each kind of element, and renamed. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void everySqlKeywordIsAccepted(int major) throws Exception {
    try (HostileProject project = new HostileProject(root, major)) {
      List<String> surroundings = project.surroundings();
      List<String> words = project.query("select word from pg_get_keywords() order by 1");
      assertThat(words).hasSizeGreaterThan(400).contains("select", "user", "between");
      Predicate<String> ofTheLanguage =
          Set.of(
                  "bigint",
                  "boolean",
                  "decimal",
                  "double",
                  "false",
                  "file",
                  "int",
                  "json",
                  "null",
                  "smallint",
                  "string",
                  "true",
                  "uuid",
                  "date",
                  "datetime",
                  "bytes")
              ::contains;
      List<String> entities =
          project
              .query("select word from pg_get_keywords() where catcode = 'R' order by 1")
              .stream()
              .filter(ofTheLanguage.negate())
              .toList();
      String fields = words.stream().map(each -> "  " + each + ": int?\n").collect(joined());
      String schema =
          "enum Words { "
              + words.stream().filter(ofTheLanguage.negate()).collect(Collectors.joining(" "))
              + " }\nentity Field {\n  id: int @primaryKey\n  w: Words = between\n"
              + fields
              + "  @index([select, from])\n  @unique([where, order])\n}\n"
              + entities.stream()
                  .map(each -> "entity " + each + " { " + each + ": int @primaryKey }\n")
                  .collect(joined());
      project.schema(schema);
      project.plan("");
      project.apply();
      assertThat(
              project.query(
                  "select column_name from information_schema.columns where table_name = 'field'"
                      + " and column_name not in ('id', 'w')"))
          .containsExactlyInAnyOrderElementsOf(words);
      assertThat(project.query("select unnest(enum_range(null::words))::text"))
          .containsExactlyElementsOf(words.stream().filter(ofTheLanguage.negate()).toList());
      List<String> tables = new ArrayList<>(entities);
      tables.addAll(List.of("field", "__kizaki_migration"));
      assertThat(project.query("select tablename from pg_tables where schemaname = 'public'"))
          .containsExactlyInAnyOrderElementsOf(tables);
      assertThat(project.status()).doesNotContain("[WARNING]").doesNotContain("Unmanaged");

      project.schema(
          schema
              .replace("  table: int?\n", "  tableau: int?\n")
              .replaceFirst(" select ", " selected "));
      project.plan(
          "rename Field.table -> Field.tableau\nrename value Words.select -> Words.selected");
      project.dryRun();
      project.apply();
      project.schema("entity Field { id: int @primaryKey }");
      project.plan("");
      project.apply();
      assertThat(project.query("select tablename from pg_tables where schemaname = 'public'"))
          .containsExactlyInAnyOrder("field", "__kizaki_migration");
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  /**
   * Names of 62 to 120 bytes, pairs of names with the same first 63 bytes, and names of
   * PostgreSQL's own objects.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void longNamesStayDistinctAndSystemNamesAreAccepted(int major) throws Exception {
    StringBuilder schema = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int length : List.of(62, 63, 64, 65, 100, 120)) {
      names.add("l" + "o".repeat(length - 2) + "a");
      names.add("l" + "o".repeat(length - 2) + "b");
    }
    names.addAll(List.of("pg_class", "pg_type", "pg_x", "information_schema", "public", "t", "p"));
    for (String name : names) {
      schema.append("entity E" + name + " {\n");
      schema.append("  " + name + ": int = autoincrement() @primaryKey\n  other: int? @unique\n");
      names.forEach(each -> schema.append(each.equals(name) ? "" : "  " + each + ": int?\n"));
      schema.append("  ref: E" + names.get(0) + "." + names.get(0) + "? @index\n}\n");
      schema.append("enum X" + name.substring(0, Math.min(60, name.length())) + name.length());
      schema.append(name.charAt(name.length() - 1) + " { A, B }\n");
    }
    try (HostileProject project = new HostileProject(root, major)) {
      List<String> surroundings = project.surroundings();
      project.schema(schema.toString());
      project.plan("");
      project.apply();
      assertThat(project.query("select 1 from pg_tables where schemaname = 'public'"))
          .hasSize(names.size() + 1);
      assertThat(
              project.query(
                  "select distinct count(*) from information_schema.columns where table_schema ="
                      + " 'public' and table_name <> '__kizaki_migration' group by table_name"))
          .containsExactly(String.valueOf(names.size() + 2));
      assertThat(project.status())
          .isEqualTo(
              """
              Latest committed: 0001_initial
              Latest applied: 0001_initial
              Source drift: none
              """);
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  @Test
  void refusesNamesOfSystemColumns() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      List<String> columns =
          project.query(
              "select attname from pg_attribute where attrelid = 'pg_class'::regclass"
                  + " and attnum < 0 order by 1");
      assertThat(columns).containsExactly("cmax", "cmin", "ctid", "tableoid", "xmax", "xmin");
      for (String column : columns) {
        project.schema("entity Task { " + column + ": int }");
        assertThatThrownBy(() -> project.plan(""))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("src/main/inspire/schema.inspire:1:15: error INS103: ")
            .hasMessageContaining(column + " in the database");
      }
      assertThat(root.resolve("migrations")).doesNotExist();
    }
  }

  /** Tested wherever a text is allowed: one message is printed, and nothing is written. */
  @Test
  void refusesTextsThatPostgresCannotStore() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      for (String text : HostileTexts.UNSTORABLE) {
        String literal = "\"" + escaped(text) + "\"";
        String problem =
            text.indexOf('\0') >= 0
                ? "error INS004: PostgreSQL cannot hold the character U+0000"
                : "error INS004: the text holds half a surrogate pair";
        project.schema("entity Task { id: int @primaryKey, v: string = " + literal + " }");
        assertThatThrownBy(() -> project.plan(""))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining(problem);
        project.schema("entity Task { id: int @primaryKey, v: json = \"{}\" }");
        AppliedProject.write(
            root,
            "migrations/0001_initial/plan.migration",
            "migration \"0001_initial\" {\n"
                + "  add entity Task { id: int @primaryKey, v: json = \"{}\" }\n"
                + "  run sql(\"select "
                + escaped("'" + text + "'")
                + "\")\n}\n");
        assertThatThrownBy(() -> project.plan(""))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("migrations/0001_initial/plan.migration:3:")
            .hasMessageContaining(problem);
        Files.delete(root.resolve("migrations/0001_initial/plan.migration"));
        Files.delete(root.resolve("migrations/0001_initial"));
      }
    }
  }

  private static String escaped(String text) {
    return text.chars().mapToObj(each -> String.format("\\u%04X", each)).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }
}
