package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
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
 * What is to be done about a project's changelogs. All of it is put into words before the first
 * file is written; then each file changes in one step, the master after what it includes and before
 * what it includes no more.
 *
 * @param found what is there
 * @param replaced the migrations whose changelog is written anew, of those that have one
 */
public record ChangelogUpdate(
    MigrationsDirectory directory, String schema, FoundChangelogs found, Set<String> replaced) {
  public ChangelogUpdate {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(found, "found");
    replaced = Set.copyOf(replaced);
  }

  /** The migrations whose changelog is to be written, in order. */
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
   * Writes and removes what is to be.
   *
   * @return the files that were, as messages print them
   * @throws Refusal when a migration holds what no changelog can
   * @throws EnvironmentFailure when Liquibase cannot be had, or a file not written
   */
  public List<String> carryOut(
      CommittedHistory history, ChangelogSettings settings, Reporter reporter) {
    List<String> done = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    if (!written().isEmpty() || found.master() != State.CURRENT) {
      try (LiquibaseLoader liquibase = LiquibaseLoader.open(settings.jars().fetch())) {
        ChangelogRenderer renderer = liquibase.renderer();
        written().forEach(each -> texts.put(each, text(history, each, settings, renderer)));
        writeAll(texts, reporter, done);
        if (found.master() != State.CURRENT) {
          directory.writeMaster(
              ChangelogFile.master(found.included()).text(renderer.master(found.included())));
          say(directory.shownMaster(), found.master(), reporter, done);
        }
      }
    }
    for (String each : found.needless()) {
      directory.removeChangelog(each);
      done.add(directory.shownChangelog(each));
      reporter.info(
          "Removed " + directory.shownChangelog(each) + " because a question of its plan is open.");
    }
    return done;
  }

  private void writeAll(Map<String, String> texts, Reporter reporter, List<String> done) {
    texts.forEach(
        (migration, text) -> {
          directory.writeChangelog(migration, text);
          say(directory.shownChangelog(migration), found.states().get(migration), reporter, done);
        });
  }

  private static void say(String file, State before, Reporter reporter, List<String> done) {
    done.add(file);
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
                        directory.shown(name)
                            + " is not there any more.\nAnother run of kizaki, or a checkout, came"
                            + " in between: run the goal again."));
    try {
      return ChangelogFile.of(schema, name, migration.digest())
          .text(
              renderer.changelog(
                  new MigrationSql(history, schema).changelog(migration),
                  settings.contexts().orElse(""),
                  settings.labels().orElse("")));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          directory.shownChangelog(name) + " cannot be written: " + e.getMessage(), e);
    }
  }
}
