package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.read.ExecutedChangeSets;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.LockHolder;
import java.util.List;
import java.util.Optional;

/**
 * A database at one moment.
 *
 * @param applied its migrations, by number
 * @param catalog how it differs from what they made; absent where it does not exist yet, a
 *     migration is half done, or nobody knows what they made
 * @param lockHolder who applies migrations to it right now
 * @param liquibase what Liquibase keeps about its migrations
 */
public record DatabaseStatus(
    List<AppliedMigration> applied,
    Optional<CatalogComparison> catalog,
    Optional<LockHolder> lockHolder,
    LiquibaseRecord liquibase) {
  /** Nothing is there yet. */
  static final DatabaseStatus ABSENT =
      new DatabaseStatus(List.of(), Optional.empty(), Optional.empty(), LiquibaseRecord.NONE);

  public DatabaseStatus {
    applied = List.copyOf(applied);
  }

  /** What Liquibase has begun and not ended. */
  public List<ExecutedChangeSets> halfDone() {
    return liquibase.halfDone(applied);
  }

  /** The latest migration's name. */
  public Optional<String> latest() {
    return applied.isEmpty()
        ? Optional.empty()
        : Optional.of(applied.get(applied.size() - 1).name());
  }
}
