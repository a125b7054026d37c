package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.changelog.ChangelogFile;
import dev.kizaki.engine.changelog.ChangelogFile.State;
import dev.kizaki.engine.changelog.ChangelogRenderer;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The changes that bring a project's changelogs up to date. All texts are generated before the
 * first file is written. Then each file changes in one step. The master is written after the files
 * that it includes, and before files that it no longer includes are removed.
 *
 * @param found the present changelogs
 * @param replaced the migrations whose existing changelog is replaced
 */
public record ChangelogUpdate(
    MigrationsDirectory directory, String schema, FoundChangelogs found, Set<String> replaced) {
  public ChangelogUpdate {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(found, "found");
    replaced = Set.copyOf(replaced);
  }

  /** The migrations whose changelog has to be written, in order. */
  private List<String> written() {
    List<String> missing = found.in(State.MISSING);
    return found.included().stream()
        .filter(each -> missing.contains(each) || replaced.contains(each))
        .toList();
  }

  public boolean isEmpty() {
    return written().isEmpty() && found.needless().isEmpty() && found.master() == State.CURRENT;
  }

  /**
   * Writes and removes the files.
   *
   * @return the files that were written or removed, as messages print them
   * @throws Refusal when a changelog cannot express a part of a migration
   * @throws EnvironmentFailure when Liquibase cannot be loaded or a file cannot be written
   */
  public List<String> carryOut(
      CommittedHistory history, ChangelogSettings settings, Reporter reporter) {
    List<String> changedFiles = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    if (!written().isEmpty() || found.master() != State.CURRENT) {
      try (LiquibaseLoader liquibase = LiquibaseLoader.open(settings.jars().fetch())) {
        ChangelogRenderer renderer = liquibase.renderer();
        written().forEach(each -> texts.put(each, text(history, each, settings, renderer)));
        writeAll(texts, reporter, changedFiles);
        if (found.master() != State.CURRENT) {
          directory.writeMaster(
              ChangelogFile.master(found.included()).text(renderer.master(found.included())));
          reportWritten(directory.shownMaster(), found.master(), reporter, changedFiles);
        }
      }
    }
    for (String each : found.needless()) {
      directory.removeChangelog(each);
      changedFiles.add(directory.shownChangelog(each));
      reporter.info(
          "Removed %s because a question of its plan is open."
              .formatted(directory.shownChangelog(each)));
    }
    return changedFiles;
  }

  private void writeAll(Map<String, String> texts, Reporter reporter, List<String> changedFiles) {
    texts.forEach(
        (migration, text) -> {
          directory.writeChangelog(migration, text);
          reportWritten(
              directory.shownChangelog(migration),
              found.states().get(migration),
              reporter,
              changedFiles);
        });
  }

  private static void reportWritten(
      String file, State before, Reporter reporter, List<String> changedFiles) {
    changedFiles.add(file);
    reporter.info(
        "Wrote " + file + (before == State.EDITED ? " in the place of an edited one" : ""));
  }

  private String text(
      CommittedHistory history,
      String name,
      ChangelogSettings settings,
      ChangelogRenderer renderer) {
    Migration migration =
        history.migrations().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        RefusalCode.HISTORY_CHANGED_MEANWHILE,
                        """
                        %s does not exist any more.
                        Another run of kizaki or a checkout changed it meanwhile: run the goal \
                        again.\
                        """
                            .formatted(directory.shown(name))));
    try {
      return ChangelogFile.of(schema, name, migration.digest())
          .text(
              renderer.changelog(
                  new MigrationSql(history, schema).changelog(migration),
                  settings.contexts().orElse(""),
                  settings.labels().orElse("")));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          RefusalCode.CHANGELOG_TEXT,
          directory.shownChangelog(name) + " cannot be written: " + e.getMessage(),
          e);
    }
  }
}
