package dev.kizaki.engine.goal;

import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import java.util.List;
import java.util.Optional;

/**
 * Whether Liquibase could run a change set while a migration is in progress. The changelogs of
 * earlier versions do not stop it.
 */
final class UnguardedChangelogs {
  private UnguardedChangelogs() {}

  /**
   * Why nothing may be carried out in stages, as a phrase; absent if it may.
   *
   * @param pending the migrations of which Liquibase can run the change sets
   */
  static Optional<String> reason(
      LiquibaseRecord liquibase, List<Migration> pending, HistoryFiles directory) {
    if (!liquibase.known()) {
      return Optional.empty();
    }
    return FoundChangelogs.unguarded(directory, pending.stream().map(Migration::name).toList())
        .stream()
        .findFirst()
        .map(
            name ->
                """
                Liquibase uses the schema, and the changelog of %s would not stop it meanwhile: \
                delete the file, and `mvn kizaki:changelog` writes one that does\
                """
                    .formatted(name));
  }
}
