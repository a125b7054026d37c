package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.read.ExecutedChangeSets;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import java.util.List;
import java.util.Optional;

/**
 * The state of a database at one moment.
 *
 * @param applied the applied migrations, by number
 * @param catalog how the catalog differs from the schema that these migrations produce; absent if
 *     the database does not exist, a migration is in progress or applied in part by Liquibase, or
 *     the expected schema is unknown
 * @param inProgress the migration that runs in stages and is not finished
 * @param expanded the migrations between the two phases of a deploy, by number
 * @param lockHolder the session that is applying migrations now
 * @param liquibase what Liquibase's tables contain about the migrations
 * @param baseline what an adopted first migration finds that is not applied
 * @param notCompared the objects of which it is unknown whether their expressions are still those
 *     of the migrations
 */
public record DatabaseStatus(
    List<AppliedMigration> applied,
    Optional<CatalogComparison> catalog,
    Optional<MigrationInProgress> inProgress,
    List<MigrationInProgress> expanded,
    Optional<LockHolder> lockHolder,
    LiquibaseRecord liquibase,
    Optional<Baseline> baseline,
    Optional<UncertainObjects> notCompared) {
  /** The status of a database that does not exist yet. */
  static final DatabaseStatus ABSENT =
      new DatabaseStatus(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          LiquibaseRecord.NONE,
          Optional.empty(),
          Optional.empty());

  public DatabaseStatus {
    applied = List.copyOf(applied);
    expanded = List.copyOf(expanded);
  }

  /** The migrations of which Liquibase has executed some change sets but not all. */
  public List<ExecutedChangeSets> halfDone() {
    return liquibase.halfDone(applied);
  }

  /** The name of the last applied migration. */
  public Optional<String> latest() {
    return applied.isEmpty()
        ? Optional.empty()
        : Optional.of(applied.get(applied.size() - 1).name());
  }
}
