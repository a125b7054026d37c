package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.ReplacedColumn;
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
import java.util.stream.Collectors;

/** Collects the steps of one migration. */
final class SqlScript {
  private final List<SqlStep> steps = new ArrayList<>();
  private final Set<TableName> created = new HashSet<>();
  private final Map<TableName, TableName> originalNames = new HashMap<>();

  /** The first names of columns that the migration has renamed, by their names now. */
  private final Map<ColumnName, String> originalColumns = new HashMap<>();

  private PlanStatementRef cause;
  private DataEffect effect = DataEffect.NONE;

  /** Whether a command wrote rows, and no command has run the waiting triggers since. */
  private boolean rowsWritten;

  /** The index of the current statement's first step. */
  private int first;

  /** The number of checks before the first command. */
  private int leadingChecks;

  /** Whether a statement drops or changes an object in SQL, which may use what a check looks at. */
  private boolean objectsChanged;

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
    first = steps.size();
    objectsChanged |=
        statement.statement() instanceof DropObject
            || statement.statement() instanceof ChangeObject;
  }

  /** Adds a command that was written before, for its own statement. */
  void add(SqlCommand command) {
    steps.add(command);
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
    add(sql, footprint, ddl, Optional.empty());
  }

  /**
   * @param table the table that the steps are about
   * @param online the steps that do the same without blocking others, if the migration does not
   *     create the table; empty if there is no such way
   */
  void add(
      SqlBuilder sql,
      Footprint footprint,
      Optional<DatabaseChange> ddl,
      TableName table,
      List<OnlineStep> online) {
    add(
        sql,
        footprint,
        ddl,
        isNew(table) || online.isEmpty()
            ? Optional.empty()
            : Optional.of(new OnlineForm(original(table), online)));
  }

  private void add(
      SqlBuilder sql,
      Footprint footprint,
      Optional<DatabaseChange> ddl,
      Optional<OnlineForm> online) {
    if (rowsWritten && footprint.altersTable()) {
      runWaitingTriggers();
    }
    rowsWritten |= footprint.writesRows();
    steps.add(command(sql, footprint, true, ddl, online));
  }

  /**
   * PostgreSQL refuses to change a table for which a deferred trigger is waiting: that of a
   * deferrable reference, or one of others. From here on, the transaction defers none.
   */
  private void runWaitingTriggers() {
    rowsWritten = false;
    steps.add(step(sql(SqlCommand.RUN_WAITING_TRIGGERS), new Footprint()));
  }

  /** The commands that are written while this runs; they are not collected. */
  List<SqlCommand> apart(Runnable writer) {
    int size = steps.size();
    boolean written = rowsWritten;
    rowsWritten = false;
    writer.run();
    List<SqlStep> added = steps.subList(size, steps.size());
    List<SqlCommand> commands =
        added.stream().filter(SqlCommand.class::isInstance).map(SqlCommand.class::cast).toList();
    added.clear();
    rowsWritten = written;
    return commands;
  }

  /** Whether the current statement creates no other foreign keys than these. */
  boolean addsForeignKeysOnly(Set<String> names) {
    return steps.subList(first, steps.size()).stream()
        .allMatch(
            each ->
                !(each instanceof SqlCommand command)
                    || !(command.ddl().orElse(null) instanceof DatabaseChange.AddForeignKey key)
                    || names.contains(key.name()));
  }

  /**
   * All commands of the current statement together can be carried out in steps that do not block
   * others.
   *
   * @param tables the tables whose rows are read or written, by their names now
   * @param replaced the columns that the steps replace, with the names of their tables now
   */
  void standsForStatement(
      Set<TableName> tables, List<OnlineStep> online, List<ReplacedColumn> replaced) {
    for (int i = first; i < steps.size(); i++) {
      if (steps.get(i) instanceof SqlCommand command
          && !command.text().equals(SqlCommand.RUN_WAITING_TRIGGERS)) {
        OnlineForm form =
            new OnlineForm(
                tables.stream().map(this::original).collect(Collectors.toSet()),
                online,
                steps.size() - 1 - i,
                replaced.stream()
                    .map(
                        each ->
                            new ReplacedColumn(
                                original(each.table()),
                                originalColumns.getOrDefault(
                                    column(each.table(), each.column()), each.column()),
                                each.type(),
                                each.dependents()))
                    .toList(),
                Optional.empty());
        steps.set(i, command.withOnline(form));
        return;
      }
    }
  }

  /**
   * The command of the current statement that can be carried out in steps can be carried out before
   * earlier statements end.
   */
  void addEarly(OnlineForm.Early early) {
    for (int i = first; i < steps.size(); i++) {
      if (steps.get(i) instanceof SqlCommand command && command.online().isPresent()) {
        steps.set(i, command.withOnline(command.online().get().withEarly(early)));
      }
    }
  }

  /** The index of the current statement in the plan. */
  int statement() {
    return cause.ordinal();
  }

  private ColumnName column(TableName table, String column) {
    return new ColumnName(original(table), column);
  }

  private TableName original(TableName table) {
    return originalNames.getOrDefault(table, table);
  }

  /**
   * A command of the current statement that runs in a transaction, for a step of its online form.
   */
  SqlCommand step(SqlBuilder sql, Footprint footprint) {
    return command(sql, footprint, true, Optional.empty(), Optional.empty());
  }

  /** A command that builds or drops an index outside a transaction. */
  SqlCommand concurrentStep(SqlBuilder sql, Footprint footprint) {
    return command(sql, footprint, false, Optional.empty(), Optional.empty());
  }

  private SqlCommand command(
      SqlBuilder sql,
      Footprint footprint,
      boolean transactional,
      Optional<DatabaseChange> ddl,
      Optional<OnlineForm> online) {
    return new SqlCommand(
        sql.text(),
        cause,
        transactional,
        footprint.locks(created, originalNames),
        footprint.needs(created),
        footprint.features(),
        footprint.isOpen(),
        effect,
        footprint.doesEvaluate(),
        ddl,
        online,
        footprint.together());
  }

  void check(String subject, TableName table, DataScope reads, CheckQuery query) {
    steps.add(new DataCheck(cause, subject, table, reads, query));
  }

  /**
   * Adds a check that runs before the migration's first command, for the shape before the
   * migration. If an object in SQL has been dropped or changed, it runs in its place: the object
   * may be what the check would find.
   */
  void checkFirst(String subject, TableName table, DataScope reads, CheckQuery query) {
    if (objectsChanged) {
      check(subject, table, reads, query);
      return;
    }
    steps.add(leadingChecks++, new DataCheck(cause, subject, table, reads, query));
    first++;
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

  void renamesColumn(TableName table, String from, String to) {
    String first = originalColumns.remove(column(table, from));
    originalColumns.put(column(table, to), first == null ? from : first);
  }

  List<SqlStep> steps() {
    return List.copyOf(steps);
  }
}
