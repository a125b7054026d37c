package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.jdbc.AppliedMigration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Liquibase keeps in a database about the migrations of a schema.
 *
 * @param executed the change sets of each migration that it has executed, and not taken back
 * @param lock its lock, while somebody holds it
 */
public record LiquibaseRecord(List<ExecutedChangeSets> executed, Optional<LiquibaseLock> lock) {
  /** Liquibase was never here, or nobody may look. */
  public static final LiquibaseRecord NONE = new LiquibaseRecord(List.of(), Optional.empty());

  public LiquibaseRecord {
    executed = List.copyOf(executed);
    Objects.requireNonNull(lock, "lock");
  }

  /**
   * What it has begun and not ended: its last change set of a migration writes the history row.
   *
   * @param applied the migrations that have one
   */
  public List<ExecutedChangeSets> halfDone(Collection<AppliedMigration> applied) {
    List<String> names = applied.stream().map(AppliedMigration::name).toList();
    return executed.stream().filter(each -> !names.contains(each.migration())).toList();
  }
}
