package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects of others that stand in the way of a command: PostgreSQL refuses to drop or retype what a
 * view, rule, trigger, generated column, policy, publication or function reads (documentation,
 * section 5.15; ALTER TABLE, notes), or drops it along without a word. The catalog's own record of
 * dependencies knows them.
 */
final class DependentChecks {
  /**
   * Who depends on what {@code %1$s} selects. Objects that PostgreSQL drops or rebuilds along with
   * their column are not named: indexes, constraints, defaults and statistics of the table itself.
   * Nor are columns of the tables {@code %2$s}, which change with it. {@code %3$s} says whether the
   * table's own rules, triggers, policies and generated columns count. On a type, which belongs to
   * no table, domains, ranges, casts, defaults, constraints and indexes depend too.
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
    OR a.attgenerated <> '' AND %3$s
  UNION
  SELECT 'pg_class'::regclass, f.adrelid, f.adnum
  FROM dependent AS d
    JOIN pg_attrdef AS f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    JOIN pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
  WHERE a.attgenerated <> '' AND %3$s
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
    AND NOT EXISTS (
      SELECT FROM ours WHERE table_oid IN (f.adrelid, c.conrelid, i.indrelid))
)
""";

  /** Foreign keys of tables other than {@code %2$s} that point at a table or a column. */
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
  private static final String COUNT = "SELECT count(*) FROM named";

  private static final String NAMES =
      """
      SELECT coalesce(i.type || ' ' || i.identity, pg_describe_object(class, object, part))
      FROM named, LATERAL pg_identify_object(class, object, part) AS i ORDER BY 1\
      """;

  private final DatabaseMapping target;
  private final SqlScript script;

  DependentChecks(DatabaseMapping target, SqlScript script) {
    this.target = target;
    this.script = script;
  }

  /** The columns get another type. Only columns of the table's row type mind that too. */
  void ofRetyped(List<EntityField> fields) {
    Map<TableName, List<EntityField>> byTable = new LinkedHashMap<>();
    fields.forEach(
        each ->
            byTable
                .computeIfAbsent(target.table(each.entity().name()), any -> new ArrayList<>())
                .add(each));
    byTable.forEach(this::ofRetyped);
  }

  private void ofRetyped(TableName table, List<EntityField> fields) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    fields.forEach(each -> columns.add(target.column(each.entity().name(), each.field().name())));
    String subjects =
        columns.stream().map(DependentChecks::subject).collect(Collectors.joining(" UNION ALL "));
    ask(
        OBJECTS,
        fields.stream().map(EntityField::path).collect(Collectors.joining(" or ")),
        table,
        DataScope.ofColumns(columns),
        DEPENDENTS.formatted(subjects + " UNION ALL " + rowTypes(table, true), "", true));
  }

  /** The column goes. */
  void ofDropped(Entity entity, Field field) {
    ColumnName column = target.column(entity.name(), field.name());
    String what = entity.name() + "." + field.name();
    ask(
        OBJECTS,
        what,
        column.table(),
        DataScope.ofColumns(Set.of(column)),
        DEPENDENTS.formatted(subject(column), "", true));
    if (entity.isReferable(field.name())) {
      askForeignKeys(
          what,
          column.table(),
          target.shape().referrers(entity.name(), field.name()).toList(),
          "EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.confrelid"
              + " AND a.attnum = ANY (c.confkey) AND a.attname = "
              + string(column.column())
              + ")");
    }
  }

  /** The table goes, and its row type with it. */
  void ofDropped(Entity entity) {
    TableName table = target.table(entity.name());
    String self = "'pg_class'::regclass, " + oid(table) + ", 0, " + oid(table) + ", false";
    ask(
        OBJECTS,
        entity.name(),
        table,
        DataScope.ofColumns(Set.of(ColumnName.rowsOf(table))),
        DEPENDENTS.formatted("SELECT " + self + " UNION ALL " + rowTypes(table, false), "", false));
    askForeignKeys(entity.name(), table, target.shape().referrers(entity.name()).toList(), "true");
  }

  /** The enum's type is built anew, and the columns of these fields move to it. */
  void ofEnum(String name, List<EntityField> fields) {
    ofRetyped(fields);
    // Columns of ours may have left the type by then: only its turn can tell.
    TableName type = type(name);
    script.check(
        subjectOf(OBJECTS, enumText(name)),
        type,
        DataScope.EVERYTHING,
        probe(enumText(name), ofType(type, fields)));
  }

  /**
   * The enum goes. Asked before the migration's first command, when the columns that leave the type
   * on the way still have the names of its first shape.
   *
   * @param fields those that have the type in that shape
   */
  void ofDroppedEnum(String name, List<EntityField> fields) {
    TableName type = type(name);
    script.checkFirst(
        subjectOf(OBJECTS, enumText(name)),
        type,
        DataScope.EVERYTHING,
        probe(enumText(name), ofType(type, fields)));
  }

  private TableName type(String enumName) {
    return new TableName(target.schema(), target.names().enumType(enumName));
  }

  private static String enumText(String name) {
    return "the enum " + name;
  }

  private String ofType(TableName type, List<EntityField> fields) {
    return DEPENDENTS.formatted(
        "SELECT 'pg_type'::regclass, unnest(ARRAY[t.oid, t.typarray]), 0, 0::oid, false FROM"
            + " pg_type AS t WHERE t.oid = to_regtype(%s)".formatted(quoted(type)),
        tables(fields),
        true);
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

  private String tables(List<EntityField> fields) {
    return fields.stream()
        .map(each -> oid(target.table(each.entity().name())))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void askForeignKeys(
      String what, TableName table, List<EntityField> ours, String condition) {
    ask(
        "foreign keys",
        what,
        table,
        DataScope.ofColumns(Set.of(ColumnName.referencesTo(table))),
        FOREIGN_KEYS.formatted(oid(table), tables(ours), condition));
  }

  private void ask(String kind, String what, TableName table, DataScope reads, String named) {
    script.check(subjectOf(kind, what), table, reads, probe(what, named));
  }

  private static String subjectOf(String kind, String what) {
    return kind + " of others that use " + what;
  }

  private static CheckQuery probe(String what, String named) {
    return new CheckQuery.Dependents(
        named + COUNT,
        new Finding(
            "object that kizaki does not manage uses " + what,
            "objects that kizaki does not manage use " + what,
            new RowExamples(named + NAMES, List.of(), "; "),
            "Drop what is named before the migration, and make it again behind it"));
  }
}
