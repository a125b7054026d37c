package dev.kizaki.engine.postgres;

import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.PlanStatementRef;
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

/** The steps of one migration, while they are written. */
final class SqlScript {
  private final List<SqlStep> steps = new ArrayList<>();
  private final Set<TableName> created = new HashSet<>();
  private final Map<TableName, TableName> before = new HashMap<>();
  private PlanStatementRef cause;
  private DataEffect effect = DataEffect.NONE;

  /** How many checks stand before the first command. */
  private int firsts;

  /** What follows serves this statement, which as a whole has this effect on rows. */
  void forStatement(PlanStatementRef statement, DataEffect onRows) {
    cause = statement;
    effect = onRows;
  }

  void add(SqlBuilder sql, Footprint footprint) {
    add(sql, footprint, Optional.empty());
  }

  /**
   * @param ddl what the command does, and all that it does
   */
  void add(SqlBuilder sql, Footprint footprint, DatabaseChange ddl) {
    add(sql, footprint, Optional.of(ddl));
  }

  void add(SqlBuilder sql, Footprint footprint, Optional<DatabaseChange> ddl) {
    steps.add(
        new SqlCommand(
            sql.text(),
            cause,
            true,
            footprint.locks(created, before),
            footprint.needs(created),
            footprint.isOpen(),
            effect,
            footprint.doesEvaluate(),
            ddl));
  }

  void check(String subject, TableName table, DataScope reads, CheckQuery probe) {
    steps.add(new DataCheck(cause, subject, table, reads, probe));
  }

  /** Asks before the migration's first command, of the shape that the migration begins with. */
  void checkFirst(String subject, TableName table, DataScope reads, CheckQuery probe) {
    steps.add(firsts++, new DataCheck(cause, subject, table, reads, probe));
  }

  /** Nobody else sees a table before the transaction ends: locks on it block nobody. */
  void creates(TableName table) {
    created.add(table);
  }

  /**
   * Whether the migration has made the table, so that it has rows only if SQL of the plan adds
   * them.
   */
  boolean isNew(TableName table) {
    return created.contains(table);
  }

  void renames(TableName from, TableName to) {
    if (created.remove(from)) {
      created.add(to);
    } else {
      TableName first = before.remove(from);
      before.put(to, first == null ? from : first);
    }
  }

  List<SqlStep> steps() {
    return List.copyOf(steps);
  }
}
