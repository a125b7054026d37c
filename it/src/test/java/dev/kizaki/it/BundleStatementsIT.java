package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle checks the statements of an application before each phase of a deploy. */
final class BundleStatementsIT {
  private static final String SCHEMA =
      "entity Task {\n  id: int @primaryKey\n  title: string\n  code: int\n}\n";
  private static final String BROKEN = "select id, title, code from task group by id";

  private static UserProject project;

  @TempDir private Path directory;

  private TestDatabase database;
  private Bundle bundle;

  @BeforeAll
  static void write() throws SQLException {
    project = UserProject.named("bundle-statements").schema(SCHEMA);
    try (TestDatabase applied = PostgresServers.version(17).freshDatabase()) {
      Map<String, String> parameters =
          Map.of(
              "url", applied.jdbcUrl(),
              "username", applied.username(),
              "password", applied.password());
      assertThat(project.maven("kizaki:plan kizaki:apply", parameters).exitCode()).isZero();
      project.schema(SCHEMA.replace("code:", "number:"));
      assertThat(
              project
                  .with("resolve", "rename Task.code -> Task.number")
                  .maven("kizaki:plan", parameters)
                  .exitCode())
          .isZero();
    }
    assertThat(project.maven("kizaki:bundle").exitCode()).isZero();
  }

  @BeforeEach
  void applyTheFirstMigration() {
    database = PostgresServers.version(17).freshDatabase();
    Bundle plain =
        Bundle.of(project.directory().resolve("target/bundle-statements-migrations.jar"))
            .with("KIZAKI_URL", database.jdbcUrl())
            .with("KIZAKI_USERNAME", database.username())
            .with("KIZAKI_PASSWORD", database.password());
    bundle =
        new Bundle(
            plain.prefix(),
            plain.java(),
            plain.options(),
            plain.jar(),
            directory,
            plain.variables());
    assertThat(bundle.run("apply", "--target=1").exitCode()).isZero();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** A relative path starts at the working directory. */
  private void statements(String text) throws IOException {
    Files.writeString(directory.resolve("statements.sql"), text);
  }

  private String next() {
    return """
        The new version can start. When the last instance of the old one has stopped, run \
        `java -jar %s apply --phase=contract`.
        """
        .formatted(bundle.jar());
  }

  @Test
  void bothPhasesOfADeploy() throws IOException {
    statements("select code from task where id = ?; select number from task where id = $1;");
    Bundle.Ended shown = bundle.run("dry-run", "--phase=expand", "--statements=statements.sql");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.lines())
        .contains("Statements of the application: 2 work between the phases, none breaks.\n")
        .endsWith("No changes applied.\n");
    assertThat(bundle.run("apply", "--phase=expand", "--statements=statements.sql"))
        .extracting(Bundle.Ended::exitCode, Bundle.Ended::lines, Bundle.Ended::err)
        .containsExactly(
            0,
            "Statements of the application: 2 work between the phases, none breaks.\n"
                + "Expanding 0002_rename_code...\nDone.\n"
                + next(),
            "");

    Bundle.Ended early = bundle.run("apply", "--phase=contract", "--statements=statements.sql");
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err())
        .startsWith("error: 1 statement of the application would break after the second phase.")
        .contains("select code from task where id = ? (statements.sql:1)");
    statements("select number from task where id = $1;");
    assertThat(bundle.with("KIZAKI_STATEMENTS", "statements.sql").run("apply", "--phase=contract"))
        .extracting(Bundle.Ended::exitCode, Bundle.Ended::lines, Bundle.Ended::err)
        .containsExactly(
            0,
            "Statements of the application: 1 works after the second phase, none breaks.\n"
                + "Contracting 0002_rename_code...\nDone.\n",
            "");
    assertThat(bundle.run("status", "--fail-on=pending,database").exitCode()).isZero();
  }

  @Test
  void aStatementThatBreaksIsNamed() throws IOException {
    statements(BROKEN + ";\n");
    for (String command : new String[] {"dry-run", "apply"}) {
      Bundle.Ended broken = bundle.run(command, "--phase=expand", "--statements=statements.sql");
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.err())
          .isEqualTo(
              """
              error: 1 statement of the application would break between the phases. Nothing was \
              changed. [KIZ536]
                %s (statements.sql:1)
                  PostgreSQL: column "task.title" must appear in the GROUP BY clause or be used \
              in an aggregate function (42803)
                  because of `rename Task.code -> Task.number` in 0002_rename_code
              Correct the application first, write another plan, or apply without a phase when the \
              old version has stopped. With --renames=columns, no view stands for the table of a \
              renamed field. --allow-broken-statements goes on regardless.
              """
                  .formatted(BROKEN));
    }
    Bundle.Ended json =
        bundle.run("apply", "--phase=expand", "--statements=statements.sql", "--format=json");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.out())
        .contains("{\"type\":\"error\",\"code\":\"KIZ536\",\"text\":\"")
        .contains("--allow-broken-statements");
    assertThat(bundle.run("status").lines()).contains("Latest applied: 0001_initial\n");

    Bundle.Ended allowed =
        bundle.run(
            "apply", "--phase=expand", "--statements=statements.sql", "--allow-broken-statements");
    assertThat(allowed.exitCode()).isZero();
    assertThat(allowed.lines()).endsWith("Expanding 0002_rename_code...\nDone.\n" + next());
    assertThat(allowed.err()).startsWith("warning: " + BROKEN + " (statements.sql:1)\n");
  }

  @Test
  void aFileThatCannotBeUsedIsRefused() throws IOException {
    String advice =
        " Name a file of statements that are separated by semicolons, as"
            + " --statements=statements.sql. [KIZ826]\n";
    for (String command : new String[] {"dry-run", "apply"}) {
      Bundle.Ended missing = bundle.run(command, "--phase=expand", "--statements=none.sql");
      assertThat(missing.exitCode()).isEqualTo(1);
      assertThat(missing.err())
          .isEqualTo(
              "error: The statements of the application cannot be read from none.sql: there is no"
                  + " such file."
                  + advice);
    }
    statements("-- nothing\n");
    assertThat(bundle.run("apply", "--phase=expand", "--statements=statements.sql").err())
        .isEqualTo(
            "error: The statements of the application cannot be read from statements.sql: it has no"
                + " statement."
                + advice);
    assertThat(bundle.run("apply", "--phase=expand", "--statements=").exitCode()).isEqualTo(2);
    assertThat(bundle.run("status").lines()).contains("Latest applied: 0001_initial\n");
    Bundle.Ended without = bundle.run("apply", "--phase=expand");
    assertThat(without.exitCode()).isZero();
    assertThat(without.lines())
        .startsWith(
            "The statements of the application were not checked: the extension pg_stat_statements"
                + " is not in the database, and --statements names no file.\n");
  }
}
