package dev.kizaki.engine.postgres;

import dev.kizaki.engine.sql.Cause;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.Effect;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Probe;
import dev.kizaki.engine.sql.Scope;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlCommand.Work;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The steps of one migration, while they are written. */
final class SqlScript {
  private final List<SqlStep> steps = new ArrayList<>();
  private final Set<TableName> created = new HashSet<>();
  private Cause cause = new Cause(0, "");
  private Effect effect = Effect.NONE;

  /** What follows serves this statement, which as a whole has this effect on rows. */
  void because(Cause statement, Effect onRows) {
    cause = statement;
    effect = onRows;
  }

  /** A command that locks nothing that others use. */
  void add(String text) {
    add(text, Work.CATALOG);
  }

  void add(String text, Work work, TableLock... locks) {
    List<TableLock> shared =
        Stream.of(locks).filter(lock -> !created.contains(lock.table())).distinct().toList();
    steps.add(
        new SqlCommand(text, cause, true, shared, shared.isEmpty() ? Work.CATALOG : work, effect));
  }

  void check(String subject, TableName table, Scope reads, Probe probe) {
    steps.add(new DataCheck(cause, subject, table, reads, probe));
  }

  /** Nobody else sees a table before the transaction ends: locks on it block nobody. */
  void creates(TableName table) {
    created.add(table);
  }

  void renames(TableName from, TableName to) {
    if (created.remove(from)) {
      created.add(to);
    }
  }

  static TableLock accessExclusive(TableName table) {
    return new TableLock(table, LockMode.ACCESS_EXCLUSIVE);
  }

  List<SqlStep> steps() {
    return List.copyOf(steps);
  }
}
