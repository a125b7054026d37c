package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.ServerFeature;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a command locks, does to rows and needs. {@code FootprintsTest} compares these
 * claims with real servers of each supported major version.
 */
final class Footprint {
  private final Map<TableName, TableLock> locks = new LinkedHashMap<>();
  private final Set<Requirement> needs = new LinkedHashSet<>();
  private final Set<ServerFeature> features = EnumSet.noneOf(ServerFeature.class);
  private boolean open;
  private boolean evaluates;
  private boolean writesRows;
  private boolean altersTable;
  private boolean keepsRows;
  private Optional<String> together = Optional.empty();

  /** The command creates an extension. */
  Footprint createsExtension(String schema, String extension) {
    need(Requirement.Kind.CREATE_EXTENSION, new TableName(schema, extension));
    return createsIn(schema);
  }

  /** The command needs ownership of the table but does not lock it. */
  Footprint requiresOwner(TableName table) {
    altersTable = true;
    need(Requirement.Kind.OWN_TABLE, table);
    return this;
  }

  /** Most forms of {@code ALTER TABLE}: the strongest lock, and ownership. */
  Footprint alters(TableName table, RowAccess access) {
    return alters(table, LockMode.ACCESS_EXCLUSIVE, access);
  }

  /** The command needs ownership of the table, and locks it. */
  Footprint alters(TableName table, LockMode mode, RowAccess access) {
    return requiresOwner(table).locks(table, mode, access);
  }

  /** The command creates a foreign key to the table. */
  Footprint references(TableName table, LockMode mode, RowAccess access) {
    need(Requirement.Kind.REFERENCE_TABLE, table);
    return locks(table, mode, access);
  }

  /** The command updates the rows that it finds by reading every row. */
  Footprint updatesSome(TableName table) {
    return updates(table, RowAccess.WRITE_SOME);
  }

  /** The command updates every row. */
  Footprint updatesAll(TableName table) {
    return updates(table, RowAccess.WRITE);
  }

  private Footprint updates(TableName table, RowAccess access) {
    need(Requirement.Kind.READ_TABLE, table);
    need(Requirement.Kind.UPDATE_TABLE, table);
    writesRows = true;
    return evaluates().locks(table, LockMode.ROW_EXCLUSIVE, access);
  }

  Footprint reads(TableName table) {
    need(Requirement.Kind.READ_TABLE, table);
    return locks(table, LockMode.ACCESS_SHARE, RowAccess.SCAN);
  }

  /** The command locks the table implicitly; the role needs no privilege on it. */
  Footprint locks(TableName table, LockMode mode, RowAccess access) {
    locks.merge(table, new TableLock(table, mode, access), TableLock::both);
    return this;
  }

  /** The command creates or renames an object in the schema. */
  Footprint createsIn(String schema) {
    needs.add(new Requirement(Requirement.Kind.CREATE_IN_SCHEMA, schema, ""));
    return this;
  }

  Footprint altersType(String schema, String type) {
    needs.add(new Requirement(Requirement.Kind.OWN_TYPE, schema, type));
    return this;
  }

  /** The command needs ownership of the sequence. */
  Footprint altersSequence(TableName sequence) {
    need(Requirement.Kind.OWN_SEQUENCE, sequence);
    return this;
  }

  /** The command takes numbers from the sequence. */
  Footprint usesSequence(TableName sequence) {
    need(Requirement.Kind.USE_SEQUENCE, sequence);
    return this;
  }

  /**
   * A column gets the type. Built-in types need no privilege. A native type is found by the search
   * path, as the names in an expression are; what it needs is not known.
   */
  Footprint usesType(DatabaseMapping mapping, FieldType type) {
    if (type instanceof FieldType.OfEnum ofEnum) {
      needs.add(
          new Requirement(
              Requirement.Kind.USE_TYPE, mapping.schema(), mapping.type(ofEnum.name()).table()));
    }
    evaluates |= type instanceof FieldType.Native;
    return this;
  }

  /** The command contains SQL of the plan that may lock, read and need more than is listed. */
  Footprint open(boolean more) {
    open |= more;
    return this;
  }

  /** The command contains SQL of the plan that changes the schema and no rows. */
  Footprint openAndKeepsRows() {
    keepsRows = true;
    return open(true);
  }

  Footprint needs(ServerFeature feature) {
    features.add(feature);
    return this;
  }

  /** The command evaluates expressions over rows. */
  Footprint evaluates() {
    evaluates = true;
    return this;
  }

  /**
   * The command must run in one transaction with the others of the same word, and with what is
   * between them.
   */
  Footprint together(String word) {
    together = Optional.of(word);
    return this;
  }

  private void need(Requirement.Kind kind, TableName table) {
    needs.add(new Requirement(kind, table.schema(), table.table()));
  }

  /**
   * The locks in the order of the calls, without those on the given tables.
   *
   * @param unseen tables that the migration creates, which no other session sees yet
   * @param before for renamed tables, their names when the migration began
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

  /**
   * The privileges, without those on objects that the migration itself has created: its role owns
   * them.
   */
  List<Requirement> needs(Set<TableName> own) {
    return needs.stream()
        .filter(need -> !own.contains(new TableName(need.schema(), need.name())))
        .toList();
  }

  Set<ServerFeature> features() {
    return features;
  }

  /** Whether the command writes rows, so that deferred triggers may be waiting after it. */
  boolean writesRows() {
    return writesRows || open && !keepsRows;
  }

  boolean altersTable() {
    return altersTable;
  }

  Optional<String> together() {
    return together;
  }

  boolean isOpen() {
    return open;
  }

  boolean doesEvaluate() {
    return evaluates;
  }
}
