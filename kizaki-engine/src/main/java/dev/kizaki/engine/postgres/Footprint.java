package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command locks, does to rows and needs, while it is put together. Every claim made with it
 * is compared with what a server does, on each supported major, by {@code FootprintsTest}.
 */
final class Footprint {
  private final Map<TableName, TableLock> locks = new LinkedHashMap<>();
  private final Set<Requirement> needs = new LinkedHashSet<>();
  private boolean open;
  private boolean evaluates;

  /** What only the owner may, and does not lock the table. */
  Footprint requiresOwner(TableName table) {
    need(Requirement.Kind.OWN_TABLE, table);
    return this;
  }

  /** {@code ALTER TABLE} in most of its forms. */
  Footprint alters(TableName table, RowAccess work) {
    return alters(table, LockMode.ACCESS_EXCLUSIVE, work);
  }

  /** What only the owner may. */
  Footprint alters(TableName table, LockMode mode, RowAccess work) {
    return requiresOwner(table).locks(table, mode, work);
  }

  /** A foreign key to the table. */
  Footprint references(TableName table, LockMode mode, RowAccess work) {
    need(Requirement.Kind.REFERENCE_TABLE, table);
    return locks(table, mode, work);
  }

  /** Looks for the rows to update, all of them if need be. */
  Footprint updates(TableName table) {
    need(Requirement.Kind.READ_TABLE, table);
    need(Requirement.Kind.UPDATE_TABLE, table);
    return evaluates().locks(table, LockMode.ROW_EXCLUSIVE, RowAccess.SCAN);
  }

  Footprint reads(TableName table) {
    need(Requirement.Kind.READ_TABLE, table);
    return locks(table, LockMode.ACCESS_SHARE, RowAccess.SCAN);
  }

  /** A lock that comes along; the role needs no right on the table for it. */
  Footprint locks(TableName table, LockMode mode, RowAccess work) {
    locks.merge(table, new TableLock(table, mode, work), TableLock::both);
    return this;
  }

  /** Makes or renames something in the schema. */
  Footprint createsIn(String schema) {
    needs.add(new Requirement(Requirement.Kind.CREATE_IN_SCHEMA, schema, ""));
    return this;
  }

  Footprint altersType(String schema, String type) {
    needs.add(new Requirement(Requirement.Kind.OWN_TYPE, schema, type));
    return this;
  }

  /** A column gets the type. PostgreSQL's own are everybody's. */
  Footprint usesType(DatabaseMapping target, FieldType type) {
    if (type instanceof FieldType.OfEnum ofEnum) {
      needs.add(
          new Requirement(
              Requirement.Kind.USE_TYPE, target.schema(), target.names().enumType(ofEnum.name())));
    }
    return this;
  }

  /** The command holds SQL of the plan that may do more. */
  Footprint open(boolean more) {
    open |= more;
    return this;
  }

  /** The command evaluates expressions over rows. */
  Footprint evaluates() {
    evaluates = true;
    return this;
  }

  private void need(Requirement.Kind kind, TableName table) {
    needs.add(new Requirement(kind, table.schema(), table.table()));
  }

  /**
   * In the order of the calls, without the tables that nobody else sees.
   *
   * @param before the names that renamed tables had when the migration began
   */
  List<TableLock> locks(Set<TableName> unseen, Map<TableName, TableName> before) {
    return locks.values().stream()
        .filter(lock -> !unseen.contains(lock.table()))
        .map(
            lock ->
                new TableLock(
                    lock.table(),
                    before.getOrDefault(lock.table(), lock.table()),
                    lock.mode(),
                    lock.work()))
        .toList();
  }

  /** What the migration itself has made belongs to its role. */
  List<Requirement> needs(Set<TableName> own) {
    return needs.stream()
        .filter(need -> !own.contains(new TableName(need.schema(), need.name())))
        .toList();
  }

  boolean isOpen() {
    return open;
  }

  boolean doesEvaluate() {
    return evaluates;
  }
}
