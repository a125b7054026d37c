package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.jdbc.AppliedMigration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Liquibase's records in a database about the migrations of a schema.
 *
 * @param known whether it has met change sets of the schema, even if it did not execute them
 * @param executed the change sets of each migration that it has executed and not rolled back
 * @param lock its lock; absent if the lock is free
 */
public record LiquibaseRecord(
    boolean known, List<ExecutedChangeSets> executed, Optional<LiquibaseLock> lock) {
  /** Liquibase has no records, or the role may not read them. */
  public static final LiquibaseRecord NONE =
      new LiquibaseRecord(false, List.of(), Optional.empty());

  public LiquibaseRecord {
    executed = List.copyOf(executed);
    Objects.requireNonNull(lock, "lock");
  }

  /**
   * The migrations that Liquibase has started but not finished: their history row is missing, which
   * the last change set of a migration inserts.
   *
   * @param applied the migrations that have a history row
   */
  public List<ExecutedChangeSets> halfDone(Collection<AppliedMigration> applied) {
    List<String> names = applied.stream().map(AppliedMigration::name).toList();
    return executed.stream().filter(each -> !names.contains(each.migration())).toList();
  }
}
