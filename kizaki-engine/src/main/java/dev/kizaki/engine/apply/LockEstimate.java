package dev.kizaki.engine.apply;

import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.HashSet;
import java.util.Set;

/**
 * How many locks a migration holds at its end, about: PostgreSQL keeps a lock on each table, index
 * and sequence that a transaction creates or changes (documentation, section 20.12).
 */
final class LockEstimate {
  /** A table with texts, its TOAST table and the index of that. */
  private static final int LOCKS_OF_TABLE = 3;

  /** The documentation's default of {@code max_connections}. */
  private static final int USUAL_CONNECTIONS = 100;

  private static final int USUAL_LOCKS = 64;

  private LockEstimate() {}

  static long of(SqlMigration migration) {
    Set<TableName> tables = new HashSet<>();
    long created = 0;
    for (SqlStep step : migration.steps()) {
      if (step instanceof SqlCommand command) {
        command.locks().stream().map(TableLock::table).forEach(tables::add);
        created += command.ddl().map(LockEstimate::created).orElse(0L);
      }
    }
    return created + (long) LOCKS_OF_TABLE * tables.size();
  }

  /** What to do if the server has no room for so many locks. */
  static String advice(SqlMigration migration) {
    long locks = of(migration);
    return """
    %s holds about %d locks at once, and the server has room for max_locks_per_transaction * \
    (max_connections + max_prepared_transactions). Set max_locks_per_transaction in the server's \
    configuration to %d (with %d connections), restart the server and run the goal again, or plan \
    the new entities in several migrations.\
    """
        .formatted(
            migration.name(),
            locks,
            USUAL_LOCKS + (locks + USUAL_CONNECTIONS - 1) / USUAL_CONNECTIONS,
            USUAL_CONNECTIONS);
  }

  private static long created(DatabaseChange change) {
    if (change instanceof DatabaseChange.CreateTable create) {
      long sequences = create.columns().stream().filter(DatabaseChange.Column::identity).count();
      return LOCKS_OF_TABLE
          + sequences
          + (create.key().isPresent() ? 1 : 0)
          + create.uniques().size();
    }
    return change instanceof DatabaseChange.CreateIndex
            || change instanceof DatabaseChange.AddKey
            || change instanceof DatabaseChange.AddUnique
        ? 1
        : 0;
  }
}
