package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Data checks for objects that kizaki does not manage and that depend on an object that a command
 * drops or changes. If a view, rule, trigger, generated column, policy, publication or function
 * reads a column, PostgreSQL refuses to drop it or to change its type (documentation, section 5.15;
 * ALTER TABLE, notes), or silently drops the dependent object too. The dependencies are read from
 * {@code pg_depend}. {@link OwnTableObjects} selects the indexes, constraints and statistics of the
 * table itself.
 */
final class DependentChecks {
  /**
   * Selects the objects that depend on what {@code %1$s} selects. Defaults of the same table are
   * left out, because PostgreSQL drops them together with their column. Columns of the tables
   * {@code %2$s} are also left out, because the same statement changes them. {@code %3$s} is
   * whether the table's own rules, triggers, policies and generated columns count. {@code %4$s}
   * selects those of the table's own indexes, constraints, statistics and sequences that count. A
   * type belongs to no table; domains, ranges, casts, defaults, constraints and indexes can depend
   * on it too. {@code %5$s} is whether those of the tables {@code %2$s} count. {@code %6$s} leaves
   * out the generated columns of the migrations. {@code %7$s} are the names of the migrations' own
   * indexes with SQL, {@code %8$s} those of their checks. {@code %9$s} leaves out defaults of other
   * tables.
   */
  private static final String DEPENDENTS =
"""
WITH subject (class, object, part, relation, columns_only) AS (%1$s),
ours (table_oid) AS (SELECT unnest(ARRAY[%2$s]::oid[])),
dependent AS (
  SELECT d.classid, d.objid, d.objsubid, d.deptype, s.relation, s.columns_only
  FROM subject AS s JOIN pg_depend AS d
    ON d.refclassid = s.class AND d.refobjid = s.object
    AND (s.part = 0 OR d.refobjsubid = s.part)
),
named (class, object, part) AS (
  SELECT CASE WHEN r.rulename = '_RETURN' THEN 'pg_class'::regclass ELSE d.classid END,
    CASE WHEN r.rulename = '_RETURN' THEN r.ev_class ELSE d.objid END, 0
  FROM dependent AS d JOIN pg_rewrite AS r
    ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
  WHERE NOT d.columns_only AND (r.ev_class <> d.relation OR %3$s)
  UNION
  SELECT d.classid, d.objid, 0
  FROM dependent AS d JOIN pg_trigger AS t
    ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
  WHERE NOT t.tgisinternal AND (t.tgrelid <> d.relation OR %3$s)
  UNION
  SELECT d.classid, d.objid, CASE WHEN c.relkind IN ('v', 'm') THEN 0 ELSE d.objsubid END
  FROM dependent AS d JOIN pg_attribute AS a
    ON d.classid = 'pg_class'::regclass AND a.attrelid = d.objid AND a.attnum = d.objsubid
    JOIN pg_class AS c ON c.oid = a.attrelid
  WHERE a.attrelid <> d.relation AND NOT EXISTS (SELECT FROM ours WHERE table_oid = a.attrelid)
    OR a.attgenerated <> '' AND %3$s%6$s
  UNION
  SELECT 'pg_class'::regclass, f.adrelid, f.adnum
  FROM dependent AS d
    JOIN pg_attrdef AS f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    JOIN pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
  WHERE a.attgenerated <> '' AND %3$s%6$s
  UNION
  SELECT d.classid, d.objid, 0
  FROM dependent AS d JOIN pg_policy AS p
    ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
  WHERE p.polrelid <> d.relation OR %3$s
  UNION
  SELECT d.classid, d.objid, 0
  FROM dependent AS d
  WHERE d.classid = 'pg_publication_rel'::regclass AND %3$s
  UNION
  SELECT d.classid, d.objid, 0
  FROM dependent AS d
  WHERE d.classid = 'pg_proc'::regclass AND NOT d.columns_only
    AND NOT EXISTS (
      SELECT FROM pg_depend AS p
      WHERE p.classid = d.classid AND p.objid = d.objid AND p.deptype = 'i')
  UNION
  SELECT CASE WHEN f.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
    coalesce(f.adrelid, d.objid), coalesce(f.adnum, 0)
  FROM dependent AS d
    LEFT JOIN pg_attrdef AS f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
    LEFT JOIN pg_index AS i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
  WHERE d.relation = 0 AND d.deptype <> 'i' AND d.objsubid = 0
    AND d.classid NOT IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass,
      'pg_policy'::regclass, 'pg_publication_rel'::regclass, 'pg_proc'::regclass)
    AND coalesce(c.conname, '') <> ALL (ARRAY[%8$s]::text[])
    AND NOT EXISTS (
      SELECT FROM ours
      WHERE table_oid = f.adrelid OR NOT %5$s AND table_oid IN (c.conrelid, i.indrelid))%9$s
    AND NOT EXISTS (
      SELECT FROM pg_class AS n
      WHERE n.oid = i.indexrelid AND n.relname = ANY (ARRAY[%7$s]::text[]))
  %4$s
)
""";

  /**
   * Selects the foreign keys of tables other than {@code %2$s} that reference a table or a column.
   */
  private static final String FOREIGN_KEYS =
      """
      WITH named (class, object, part) AS (
        SELECT 'pg_constraint'::regclass, c.oid, 0 FROM pg_constraint AS c
        WHERE c.contype = 'f' AND c.confrelid = %1$s AND c.conrelid <> c.confrelid
          AND NOT EXISTS (
            SELECT FROM unnest(ARRAY[%2$s]::oid[]) AS o (table_oid) WHERE o.table_oid = c.conrelid)
          AND %3$s
      )
      """;

  private static final String OBJECTS = "objects";
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final OwnTableObjects own;

  /**
   * @param initial the shape before the migration
   */
  DependentChecks(DatabaseMapping mapping, DatabaseMapping initial, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
    this.own = new OwnTableObjects(mapping, initial);
  }

  /**
   * The columns get another type. Of the objects that depend on the table's row type, only columns
   * of that type prevent this.
   *
   * @param keepsOperators whether the old and the new type have the same operators and functions,
   *     so that each index and constraint of the table can be created again
   */
  void ofRetyped(List<EntityField> fields, boolean keepsOperators) {
    ofRetypedColumns(fields, !keepsOperators);
  }

  /**
   * @param ownObjects whether objects of the fields' own tables count that may not fit another type
   */
  private void ofRetypedColumns(List<EntityField> fields, boolean ownObjects) {
    Map<TableName, List<EntityField>> byTable = new LinkedHashMap<>();
    fields.forEach(
        each ->
            byTable
                .computeIfAbsent(mapping.table(each.entity().name()), any -> new ArrayList<>())
                .add(each));
    byTable.forEach(
        (table, retyped) -> ofRetyped(table, retyped, ownObjects ? own.retyped(retyped) : ""));
  }

  private void ofRetyped(TableName table, List<EntityField> fields, String ownObjects) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    fields.forEach(each -> columns.add(mapping.column(each.entity().name(), each.field().name())));
    Set<ColumnName> reads = new LinkedHashSet<>(columns);
    if (!ownObjects.isEmpty()) {
      reads.add(ColumnName.groupsOf(table));
    }
    String subjects =
        columns.stream().map(DependentChecks::subject).collect(Collectors.joining(" UNION ALL "));
    addCheck(
        OBJECTS,
        fields.stream().map(EntityField::path).collect(Collectors.joining(" or ")),
        table,
        DataScope.ofColumns(reads),
        dependents(
            subjects + " UNION ALL " + rowTypes(table, true),
            "",
            true,
            ownObjects,
            own.generated(fields.stream().map(EntityField::entity).toList())));
  }

  /** The column is dropped. */
  void ofDropped(Entity entity, Field field) {
    ColumnName column = mapping.column(entity.name(), field.name());
    String element = entity.name() + "." + field.name();
    addCheck(
        OBJECTS,
        element,
        column.table(),
        DataScope.ofColumns(own.reads(entity, field)),
        dependents(
            subject(column), "", true, own.dropped(entity, field), own.generated(List.of(entity))));
    if (entity.isReferable(field.name())) {
      checkForeignKeys(
          element,
          column.table(),
          mapping.shape().foreignKeysTo(entity.name(), field.name()).toList(),
          "EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.confrelid"
              + " AND a.attnum = ANY (c.confkey) AND a.attname = "
              + string(column.column())
              + ")");
    }
  }

  /** The table is dropped, and with it its row type. */
  void ofDropped(Entity entity) {
    TableName table = mapping.table(entity.name());
    String self = "'pg_class'::regclass, " + oid(table) + ", 0, " + oid(table) + ", false";
    addCheck(
        OBJECTS,
        entity.name(),
        table,
        DataScope.ofColumns(Set.of(ColumnName.rowsOf(table))),
        dependents(
            "SELECT " + self + " UNION ALL " + rowTypes(table, false),
            "",
            false,
            own.sequences(entity),
            ""));
    checkForeignKeys(
        entity.name(), table, mapping.shape().foreignKeysTo(entity.name()).toList(), "true");
  }

  /** The enum's type is recreated, and the columns of these fields change to the new type. */
  void ofEnum(String name, List<EntityField> fields, List<EntityField> naming) {
    // The table's own objects are selected by the type: they prevent this only if they contain one
    // of its values.
    ofRetypedColumns(fields, false);
    // Earlier statements may change columns of ours to other types, so the check cannot run
    // earlier.
    TableName type = type(name);
    script.check(
        subjectOf(OBJECTS, enumText(name)),
        type,
        DataScope.EVERYTHING,
        checkQuery(enumText(name), ofType(name, type, fields, naming, true)));
  }

  /**
   * The enum is dropped. The check runs before the migration's first command, when the columns that
   * the migration changes to other types still have their names of the initial shape.
   *
   * @param fields the fields that have the type in the initial shape
   * @param naming the fields of other types whose default or generated value names it there
   */
  void ofDroppedEnum(String name, List<EntityField> fields, List<EntityField> naming) {
    TableName type = type(name);
    script.checkFirst(
        subjectOf(OBJECTS, enumText(name)),
        type,
        DataScope.EVERYTHING,
        checkQuery(enumText(name), ofType(name, type, fields, naming, false)));
  }

  /**
   * A sequence is dropped. The check runs before the migration's first command, when columns that
   * the migration changes still take their numbers from it.
   *
   * @param fields the fields that take numbers from it in the initial shape
   */
  void ofDroppedSequence(String name, TableName sequence, List<EntityField> fields) {
    String element = "the sequence " + name;
    script.checkFirst(
        subjectOf(OBJECTS, element),
        sequence,
        DataScope.EVERYTHING,
        checkQuery(element, ofSequence(sequence, fields)));
  }

  /** The sequence that a column owns is dropped, but not the column. */
  void ofOwnedSequence(EntityField field, TableName sequence) {
    String element = "the sequence of " + field.path();
    script.check(
        subjectOf(OBJECTS, element),
        sequence,
        DataScope.EVERYTHING,
        checkQuery(element, ofSequence(sequence, List.of(field))));
  }

  private String ofSequence(TableName sequence, List<EntityField> fields) {
    return dependents(
        "SELECT 'pg_class'::regclass, %s, 0, 0::oid, false".formatted(oid(sequence)),
        tables(fields),
        true,
        "",
        "");
  }

  private TableName type(String enumName) {
    return mapping.type(enumName);
  }

  private static String enumText(String name) {
    return "the enum " + name;
  }

  /**
   * @param naming the fields of other types whose default or generated value names the type
   * @param ownObjects whether indexes and constraints of the fields' own tables count
   */
  private String ofType(
      String name,
      TableName type,
      List<EntityField> fields,
      List<EntityField> naming,
      boolean ownObjects) {
    return DEPENDENTS.formatted(
        "SELECT 'pg_type'::regclass, unnest(ARRAY[t.oid, t.typarray]), 0, 0::oid, false FROM"
            + " pg_type AS t WHERE t.oid = to_regtype(%s)".formatted(quoted(type)),
        tables(fields),
        true,
        "",
        ownObjects,
        own.generated(
            Stream.concat(fields.stream(), naming.stream()).map(EntityField::entity).toList()),
        own.indexesWithSql(),
        own.checks(name),
        naming.isEmpty()
            ? ""
            : "\n    AND coalesce(f.adrelid NOT IN (%s), true)".formatted(tables(naming)));
  }

  private static String dependents(
      String subjects, String ours, boolean ofTheTable, String ownObjects, String generated) {
    return DEPENDENTS.formatted(
        subjects, ours, ofTheTable, ownObjects, false, generated, "", "", "");
  }

  private static String subject(ColumnName column) {
    return sql("SELECT 'pg_class'::regclass, a.attrelid, a.attnum, a.attrelid, false")
        .words("FROM pg_attribute AS a WHERE a.attrelid =")
        .words(oid(column.table()))
        .words("AND a.attname =")
        .string(column.column())
        .text();
  }

  private static String rowTypes(TableName table, boolean columnsOnly) {
    return "SELECT 'pg_type'::regclass, unnest(ARRAY[t.oid, t.typarray]), 0, t.typrelid, "
        + columnsOnly
        + " FROM pg_type AS t WHERE t.typrelid = "
        + oid(table);
  }

  private static String oid(TableName table) {
    return "to_regclass(" + quoted(table) + ")";
  }

  private static String quoted(TableName name) {
    return string(Quoting.table(name));
  }

  /** The tables of the fields. The entity may be gone by now, or have another name. */
  private String tables(List<EntityField> fields) {
    return fields.stream()
        .map(each -> oid(new TableName(mapping.schema(), mapping.names().table(each.entity()))))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void checkForeignKeys(
      String element, TableName table, List<ForeignKey> managed, String condition) {
    String tables =
        managed.stream()
            .map(each -> oid(mapping.table(each.entity().name())))
            .distinct()
            .collect(Collectors.joining(", "));
    addCheck(
        "foreign keys",
        element,
        table,
        DataScope.ofColumns(Set.of(ColumnName.referencesTo(table))),
        FOREIGN_KEYS.formatted(oid(table), tables, condition));
  }

  private void addCheck(
      String kind, String element, TableName table, DataScope reads, String query) {
    script.check(subjectOf(kind, element), table, reads, checkQuery(element, query));
  }

  private static String subjectOf(String kind, String element) {
    return "%s of others that use %s".formatted(kind, element);
  }

  private CheckQuery checkQuery(String element, String query) {
    return DeclaredObjects.check(element, query, mapping.shape());
  }
}
