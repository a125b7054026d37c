package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.TestLiquibase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An applied project with three migrations, and the goals that write or report its Liquibase
 * changelogs. A test gets its own copy of the files.
 */
abstract class ChangelogProject {
  static final String MASTER = "migrations/changelog-master.xml";
  static final String FIRST = "migrations/0001_initial/changelog.xml";
  static final String SECOND = "migrations/0002_add_status/changelog.xml";
  static final String THIRD = "migrations/0003_add_points/changelog.xml";
  static final String LABEL = "entity Label {\n  name: string\n}\n";
  static final String ALL_WRITTEN =
      """
      Wrote migrations/0001_initial/changelog.xml
      Wrote migrations/0002_add_status/changelog.xml
      Wrote migrations/0003_add_points/changelog.xml
      Wrote migrations/changelog-master.xml
      """;
  static final String UP_TO_DATE = "Changelogs are up to date.\n";
  static final String FINE =
      """
      Latest committed: 0003_add_points
      Latest applied: 0003_add_points
      Source drift: none
      """;
  static final String MEND =
      "[FAILURE] The Liquibase changelogs do not match the history; run `mvn kizaki:changelog`"
          + " and commit what it writes.\n";

  @TempDir static Path applied;
  static AppliedProject project;

  @TempDir Path root;
  final TestLiquibase liquibase = new TestLiquibase();

  /** No test applies a migration, so all tests share one database. */
  @BeforeAll
  static void applied() throws IOException {
    project = AppliedProject.in(applied);
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @BeforeEach
  void copy() throws IOException {
    project.copyTo(root);
  }

  void addLabel() throws IOException {
    schema("label.inspire", LABEL);
  }

  void schema(String file, String text) throws IOException {
    AppliedProject.write(root, "src/main/inspire/" + file, text);
  }

  String changelog() {
    return changelog("public", false);
  }

  String changelog(String schema, boolean overwrite) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .changelog(new ChangelogRequest(project(), schema, liquibase.off(), overwrite));
    return lines.text();
  }

  String plan(ChangelogSettings settings) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).plan(request(Optional.empty(), false, settings, Optional.empty()));
    return lines.text();
  }

  String status(boolean wanted) {
    RecordedLines lines = new RecordedLines();
    String failure = "";
    try {
      new Kizaki(lines)
          .status(
              new StatusRequest(
                  project(),
                  project.database(),
                  FailOn.DEFAULT,
                  Optional.empty(),
                  false,
                  wanted,
                  false));
    } catch (Refusal refusal) {
      failure = "[FAILURE] " + refusal.getMessage() + "\n";
    }
    return lines.text() + failure;
  }

  PlanRequest request(
      Optional<String> name, boolean phase, ChangelogSettings settings, Optional<Path> cache) {
    return new PlanRequest(
        project(cache),
        project.database(),
        name,
        Optional.empty(),
        Optional.empty(),
        false,
        phase,
        Optional.empty(),
        Optional.empty(),
        settings);
  }

  Project project() {
    return project(Optional.empty());
  }

  Project project(Optional<Path> cache) {
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        cache);
  }

  String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  void write(String file, String text) throws IOException {
    AppliedProject.write(root, file, text);
  }

  Map<String, FileTime> times() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (String file : List.of(FIRST, SECOND, THIRD, MASTER)) {
      times.put(file, Files.getLastModifiedTime(root.resolve(file)));
    }
    return times;
  }
}
