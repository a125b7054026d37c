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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters and file names that are chosen to be misinterpreted. */
@FullRun
final class HostileParametersTest {
  private static final String TASK = "entity Task { id: int @primaryKey, title: string? }";
  private static final String FINE =
      """
      Latest committed: 0001_initial
      Latest applied: 0001_initial
      Source drift: none
      """;

  @TempDir Path root;

  /**
   * Every second text that is not blank: one half for PostgreSQL 14, the other for all other
   * versions.
   */
  private static List<String> half(int major) {
    List<String> names = new ArrayList<>();
    for (int i = major == 14 ? 0 : 1; i < HostileTexts.ALL.size(); i += 2) {
      if (!HostileTexts.ALL.get(i).isBlank()) {
        names.add(HostileTexts.ALL.get(i));
      }
    }
    return names;
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Each text is used as the name of a schema and is never interpreted as anything else. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void acceptsEveryNameOfASchema(int major) throws Exception {
    List<String> names = half(major);
    names.addAll(List.of("Public", "canary.kept", "$user", "public, canary"));
    try (HostileProject first =
        new HostileProject(Files.createDirectory(root.resolve("p")), major)) {
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        HostileProject project =
            new HostileProject(
                Files.createDirectory(root.resolve("s" + i)), first, name, Optional.empty());
        List<String> surroundings = project.surroundings();
        project.schema(
            "enum E { A, B }\n" + TASK.replace("title", "e: E[], n: int = autoincrement(), title"));
        project.plan("");
        project.apply();
        project.execute("insert into " + identifier(name) + ".task values (1, '{A}', 1, 'x')");
        assertThat(project.status()).isEqualTo(FINE);
        project.schema("enum E { B }\n" + TASK.replace("title", "e: E[] @unique, title"));
        project.plan("E.A -> E.B");
        assertThat(project.dryRun()).endsWith("No changes applied.\n");
        project.apply();
        assertThat(project.status())
            .isEqualTo(FINE.replaceAll("0001_initial", "0002_update_schema"));
        assertThat(project.query("select e[1]::text from " + identifier(name) + ".task"))
            .containsExactly("B");
        assertThat(project.surroundings()).isEqualTo(surroundings);
        project.execute("drop schema " + identifier(name) + " cascade");
      }
    }
  }

  @Test
  void refusesImpossibleSchemaNames() throws Exception {
    try (HostileProject first = new HostileProject(root, 18)) {
      Map<String, String> problems =
          Map.of(
              " ",
              "databaseSchema is empty; name a schema, such as public.",
              "a\u0000b",
              "databaseSchema a\\u0000b contains a character that PostgreSQL cannot store; choose"
                  + " another name.",
              "\ud800",
              "databaseSchema ? contains a character that PostgreSQL cannot store; choose another"
                  + " name.",
              "x".repeat(64),
              "databaseSchema "
                  + "x".repeat(64)
                  + " has 64 bytes, and PostgreSQL cuts names at 63; choose a shorter one.",
              "pg_mine",
              "The history table \"pg_mine\".\"__kizaki_migration\" could not be created:"
                  + " unacceptable schema name \"pg_mine\". Correct that, or use another databaseSchema.");
      List<String> surroundings = first.surroundings();
      first.schema(TASK);
      first.plan("");
      for (Map.Entry<String, String> each : problems.entrySet()) {
        HostileProject project = new HostileProject(root, first, each.getKey(), Optional.empty());
        assertThatThrownBy(project::apply)
            .isInstanceOf(Refusal.class)
            .satisfies(
                thrown ->
                    assertThat(thrown.getMessage().replace('\ud800', '?'))
                        .isEqualTo(each.getValue()));
        assertThat(first.surroundings()).isEqualTo(surroundings);
      }
    }
  }

  /** The user table is read and referred to, and never changed. */
  @Test
  void acceptsEveryNameOfAUserTable() throws Exception {
    List<String> names = half(18);
    try (HostileProject first = new HostileProject(Files.createDirectory(root.resolve("p")), 18)) {
      for (int i = 0; i < names.size(); i++) {
        String name = identifier(names.get(i));
        first.execute(
            "create schema s", "create table s." + name + " (" + name + " uuid primary key)");
        HostileProject project =
            new HostileProject(
                Files.createDirectory(root.resolve("u" + i)),
                first,
                "mine",
                Optional.of("s." + name + "." + name + ": uuid"));
        List<String> surroundings = project.surroundings();
        project.schema("entity Task { id: int @primaryKey, by: __User.id?, old: uuid? }");
        assertThat(project.plan(""))
            .contains("add system __User from \"s\"." + StringLiterals.quote(names.get(i)) + ".");
        project.apply();
        project.execute(
            "insert into mine.task values (1, null, 'c0000000-0000-0000-0000-000000000001')");
        project.schema("entity Task { id: int @primaryKey, by: __User.id?, old: __User.id? }");
        project.plan("Task.old using none");
        assertThatThrownBy(project::apply)
            .isInstanceOf(Refusal.class)
            .hasMessageContaining(
                "1 row of Task has a value in old that no row of __User has: id 1 (c0000000");
        project.execute("delete from mine.task");
        project.apply();
        assertThat(
                project.query(
                    "select confrelid::regclass::text from pg_constraint where contype = 'f'"
                        + " and conrelid = 'mine.task'::regclass and confrelid ="
                        + " (select oid from pg_class where relname = '"
                        + names.get(i).replace("'", "''")
                        + "')"))
            .hasSize(2);
        assertThat(project.surroundings()).isEqualTo(surroundings);
        project.execute("drop schema mine cascade", "drop schema s cascade");
      }
    }
  }

  @Test
  void refusesImpossibleUserTables() throws Exception {
    try (HostileProject first = new HostileProject(root, 18)) {
      Map<String, String> problems =
          Map.of(
              "x; drop table canary.kept",
              "userTable cannot be read: x; drop table canary.kept\n"
                  + "Write [schema.]table[.column][: type], such as auth.users.id: uuid; put names"
                  + " with characters other than letters, digits and _ into double quotes.",
              "\"a\"b\u001b[31m\"",
              "userTable cannot be read: \"a\"b\\u001B[31m\"\n"
                  + "Write [schema.]table[.column][: type], such as auth.users.id: uuid; put names"
                  + " with characters other than letters, digits and _ into double quotes.",
              "s.\"a\u0000b\"",
              "userTable contains a name that PostgreSQL does not allow: a\\u0000b\n"
                  + "A name has at most 63 bytes, and no character U+0000.",
              "\"" + "\u00e9".repeat(32) + "\"",
              "userTable contains a name that PostgreSQL does not allow: "
                  + "\u00e9".repeat(32)
                  + "\nA name has at most 63 bytes, and no character U+0000.",
              "\"" + "x".repeat(100_000) + "\"",
              "userTable contains a name that PostgreSQL does not allow: "
                  + "x".repeat(100_000)
                  + "\nA name has at most 63 bytes, and no character U+0000.");
      for (Map.Entry<String, String> each : problems.entrySet()) {
        HostileProject project =
            new HostileProject(root, first, "public", Optional.of(each.getKey()));
        project.schema("entity Task { by: __User.id? }");
        assertThatThrownBy(() -> project.plan(""))
            .isInstanceOf(Refusal.class)
            .hasMessage(each.getValue());
        assertThat(root.resolve("migrations")).doesNotExist();
      }
    }
  }

  /** The name of a migration becomes one directory of letters, digits and underscores. */
  @Test
  void aMigrationNameBecomesOneDirectory() throws Exception {
    List<String> names = new ArrayList<>(HostileTexts.ALL);
    names.addAll(List.of("../../etc/passwd", "..", "/", "a/b", "CON", "x".repeat(500)));
    try (HostileProject project = new HostileProject(root, 18)) {
      for (String name : names) {
        project.schema(TASK);
        try {
          project.plan(Optional.of(name), "");
        } catch (Refusal refusal) {
          assertThat(refusal).hasMessageStartingWith("The parameter name is ");
          assertThat(root.resolve("migrations")).doesNotExist();
          continue;
        }
        List<String> files = new ArrayList<>(AppliedProject.tree(root).keySet());
        files.removeIf(each -> each.startsWith("src") || each.isEmpty());
        assertThat(files).hasSize(4).first().isEqualTo("migrations");
        assertThat(files.get(1)).matches("migrations/0001_[a-z0-9_]{1,200}");
        assertThat(files.get(2)).isEqualTo(files.get(1) + "/plan.migration");
        assertThat(files.get(3)).isEqualTo(files.get(1) + "/snapshot.json");
        assertThat(root.resolveSibling("etc")).doesNotExist();
        for (int i = 3; i >= 0; i--) {
          Files.delete(root.resolve(files.get(i)));
        }
      }
    }
  }

  @Test
  void refusesSqlAsTargetOrAnswer() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      List<String> surroundings = project.surroundings();
      project.schema(TASK);
      project.plan("");
      for (String text : HostileTexts.ALL) {
        assertThatThrownBy(() -> project.apply(Optional.of(text)))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("The parameter target names ")
            .hasMessageEndingWith(", but there is no such migration. The latest is 0001_initial.")
            .satisfies(HostileParametersTest::assertPrintable);
      }
      project.apply();
      Map<String, String> before = AppliedProject.tree(root);
      for (String text : HostileTexts.ALL) {
        if (!text.isBlank()) {
          assertThatThrownBy(() -> project.plan(text))
              .isInstanceOf(Refusal.class)
              .satisfies(HostileParametersTest::assertPrintable);
        }
      }
      assertThat(AppliedProject.tree(root)).isEqualTo(before);
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  private static void assertPrintable(Throwable thrown) {
    assertThat(
            thrown
                .getMessage()
                .codePoints()
                .filter(each -> each != '\n')
                .map(Character::getType)
                .boxed())
        .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
  }

  /** A pattern is a name with stars, not a regular expression. */
  @Test
  void ignorePatternsAreNotRegularExpressions() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      project.schema(TASK);
      project.plan("");
      project.apply();
      for (String name : HostileTexts.ALL) {
        if (name.isBlank()) {
          continue;
        }
        project.execute("create table " + identifier(name) + " ()", "create table other ()");
        assertThat(project.status("table:" + name.replace('.', '?')))
            .as(name)
            .isEqualTo(FINE + "Unmanaged: table other\n");
        project.execute("drop table " + identifier(name), "drop table other");
      }
      for (String text : List.of("(((", "[a-", "\\Q\\E", ".*.*", "a{99999999}", "(?<x>")) {
        assertThat(project.status(text)).isEqualTo(FINE);
      }
    }
  }

  /** A role of every name can apply migrations, and the history records the role. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void acceptsEveryNameOfARole(int major) throws Exception {
    List<String> names = half(major);
    try (HostileProject first =
        new HostileProject(Files.createDirectory(root.resolve("p")), major)) {
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        first.execute(
            "create role " + identifier(name) + " login password 'x' in role pg_monitor",
            "create schema mine authorization " + identifier(name));
        try {
          HostileProject project =
              new HostileProject(
                      Files.createDirectory(root.resolve("r" + i)), first, "mine", Optional.empty())
                  .as(name, "x");
          List<String> surroundings = project.surroundings();
          project.schema(TASK);
          project.plan("");
          project.apply();
          assertThat(project.status()).isEqualTo(FINE);
          assertThat(project.query("select applied_by from mine.__kizaki_migration"))
              .containsExactly(name);
          assertThat(project.surroundings()).isEqualTo(surroundings);
        } finally {
          first.execute(
              "drop schema mine cascade",
              "drop owned by " + identifier(name),
              "drop role " + identifier(name));
        }
      }
      HostileProject nul =
          new HostileProject(root.resolve("r0"), first, "mine", Optional.empty())
              .as("postgres\u0000options\u0000-c search_path=canary", "x");
      assertThatThrownBy(nul::apply)
          .isInstanceOf(Refusal.class)
          .hasMessage("username contains a character that PostgreSQL cannot store; correct it.");
    }
  }

  /** Directories that are not migrations are reported, and nothing is changed. */
  @Test
  void refusesDirectoriesThatAreNotMigrations() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      project.schema(TASK);
      project.plan("");
      List<String> surroundings = project.surroundings();
      for (String name :
          List.of(
              "0002_a;b",
              "0002_\"x\"",
              "0002_$(touch x)",
              "0002_a\nb",
              "0002_\u001b[31m",
              "0002_A",
              "2_a",
              "0002_" + "x".repeat(240))) {
        Path directory = Files.createDirectory(root.resolve("migrations").resolve(name));
        Map<String, String> before = AppliedProject.tree(root);
        for (Runnable goal :
            List.<Runnable>of(project::apply, project::dryRun, () -> project.plan(""))) {
          assertThatThrownBy(goal::run)
              .as(name)
              .isInstanceOf(Refusal.class)
              .hasMessageContaining("migrations/")
              .satisfies(HostileParametersTest::assertPrintable);
        }
        assertThat(AppliedProject.tree(root)).isEqualTo(before);
        assertThat(project.surroundings()).isEqualTo(surroundings);
        Files.delete(directory);
      }
      project.apply();
    }
  }
}
