package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the steps of one migration. */
final class SqlScript {
  private final List<SqlStep> steps = new ArrayList<>();
  private final Set<TableName> created = new HashSet<>();
  private final Map<TableName, TableName> originalNames = new HashMap<>();
  private PlanStatementRef cause;
  private DataEffect effect = DataEffect.NONE;

  /** Whether a command wrote rows, and no command has run the waiting triggers since. */
  private boolean rowsWritten;

  /** The number of checks before the first command. */
  private int leadingChecks;

  /**
   * Renames a constraint of a table.
   *
   * @param schema the PostgreSQL schema that holds the tables
   */
  void renameConstraint(TableName table, String from, String to, String schema) {
    add(
        sql("ALTER TABLE")
            .table(table)
            .words("RENAME CONSTRAINT")
            .identifier(from)
            .words("TO")
            .identifier(to),
        new Footprint().alters(table, RowAccess.CATALOG).createsIn(schema));
  }

  /** The following steps belong to this statement, which as a whole has this effect on rows. */
  void forStatement(PlanStatementRef statement, DataEffect onRows) {
    cause = statement;
    effect = onRows;
  }

  void add(SqlBuilder sql, Footprint footprint) {
    add(sql, footprint, Optional.empty());
  }

  /**
   * @param ddl the command's complete effect
   */
  void add(SqlBuilder sql, Footprint footprint, DatabaseChange ddl) {
    add(sql, footprint, Optional.of(ddl));
  }

  void add(SqlBuilder sql, Footprint footprint, Optional<DatabaseChange> ddl) {
    if (rowsWritten && footprint.altersTable()) {
      runWaitingTriggers();
    }
    rowsWritten |= footprint.writesRows();
    addCommand(sql, footprint, ddl);
  }

  /**
   * PostgreSQL refuses to change a table for which a deferred trigger is waiting: that of a
   * deferrable reference, or one of others. From here on, the transaction defers none.
   */
  private void runWaitingTriggers() {
    rowsWritten = false;
    addCommand(sql("SET CONSTRAINTS ALL IMMEDIATE"), new Footprint(), Optional.empty());
  }

  private void addCommand(SqlBuilder sql, Footprint footprint, Optional<DatabaseChange> ddl) {
    steps.add(
        new SqlCommand(
            sql.text(),
            cause,
            true,
            footprint.locks(created, originalNames),
            footprint.needs(created),
            footprint.features(),
            footprint.isOpen(),
            effect,
            footprint.doesEvaluate(),
            ddl));
  }

  void check(String subject, TableName table, DataScope reads, CheckQuery query) {
    steps.add(new DataCheck(cause, subject, table, reads, query));
  }

  /**
   * Adds a check that runs before the migration's first command, for the shape before the
   * migration.
   */
  void checkFirst(String subject, TableName table, DataScope reads, CheckQuery query) {
    steps.add(leadingChecks++, new DataCheck(cause, subject, table, reads, query));
  }

  /**
   * The migration creates the table. Other sessions do not see it before the transaction ends, so
   * locks on it block nothing.
   */
  void creates(TableName table) {
    created.add(table);
  }

  /**
   * Whether the migration has created the table, so that it has rows only if SQL of the plan
   * inserts them.
   */
  boolean isNew(TableName table) {
    return created.contains(table);
  }

  void renames(TableName from, TableName to) {
    if (created.remove(from)) {
      created.add(to);
    } else {
      TableName first = originalNames.remove(from);
      originalNames.put(to, first == null ? from : first);
    }
  }

  List<SqlStep> steps() {
    return List.copyOf(steps);
  }
}
