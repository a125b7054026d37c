package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.statements.CollectedFile;
import dev.kizaki.engine.statements.SchemaNames;
import dev.kizaki.engine.statements.StatementRecorder;
import dev.kizaki.engine.text.Plurals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The statements of the tests of one build, about the tables of the project.
 *
 * @param file into which they are written
 * @param shown the file, as messages print it
 * @param names the names in the database that the schema gives
 */
record StatementCollection(Path file, String shown, Set<String> names, StatementRecorder recorder) {
  /**
   * Begins to collect.
   *
   * @param history that the database of the tests has applied
   * @param sessions in another database of the server
   * @param database the name of the database of the tests
   */
  static StatementCollection begin(
      Path file, Project project, CommittedHistory history, Sessions sessions, String database) {
    Set<String> names =
        history
            .latest()
            .map(each -> new DatabaseNames(each.snapshot().naming()))
            .map(rules -> SchemaNames.of(history.shape(), rules))
            .orElse(Set.of());
    return new StatementCollection(
        file,
        ProjectPaths.shown(project, file),
        names,
        StatementRecorder.begin(sessions, database));
  }

  /** Writes them. Without any, a file of an earlier build stays, because the tests did not run. */
  void write(Reporter reporter) {
    Set<String> statements = CollectedFile.statements(recorder.texts(), names);
    if (statements.isEmpty()) {
      reporter.warn(
          Files.exists(file)
              ? "%s stays as it is, because no test has sent a statement.".formatted(shown)
              : "%s was not written, because no test has sent a statement.".formatted(shown));
      return;
    }
    CollectedFile.write(file, statements);
    reporter.info(
        "Collected %s of the tests in %s."
            .formatted(Plurals.count(statements.size(), "statement"), shown));
  }
}
