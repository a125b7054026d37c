package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects objects of a table that kizaki does not manage and that a change of one of its columns
 * affects: indexes, constraints, statistics and sequences. They are parts of {@link
 * DependentChecks}, whose {@code dependent} lists what depends on the column.
 */
final class OwnTableObjects {
  /**
   * Sequences that belong to a column: PostgreSQL drops them together with it. A sequence of an
   * identity column has another kind of dependency. {@code %1$s} are the names of the migrations'
   * own sequences.
   */
  private static final String SEQUENCES =
      """
      UNION
        SELECT d.classid, d.objid, 0
        FROM dependent AS d JOIN pg_class AS c
          ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
        WHERE c.relkind = 'S' AND d.deptype = 'a' AND c.relname <> ALL (ARRAY[%1$s]::text[])
      """;

  /**
   * Indexes, constraints and statistics of the column. PostgreSQL drops them together with it
   * (documentation, ALTER TABLE, DROP COLUMN). {@code %1$s} are the names of the migrations' own
   * indexes and constraints. A constraint of type {@code n} is a NOT NULL.
   */
  private static final String DROPPED =
      SEQUENCES
          + """
            UNION
            SELECT d.classid, d.objid, 0
            FROM dependent AS d
              LEFT JOIN pg_index AS i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
              LEFT JOIN pg_class AS n ON n.oid = i.indexrelid
              LEFT JOIN pg_constraint AS c
                ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
            WHERE (i.indrelid = d.relation OR c.conrelid = d.relation AND c.contype <> 'n'
                OR d.classid = 'pg_statistic_ext'::regclass)
              AND coalesce(n.relname, c.conname, '') <> ALL (ARRAY[%1$s]::text[])
          """;

  /**
   * Indexes, constraints and statistics that PostgreSQL may be unable to create again for another
   * type of the column: they contain an operator, a function or a constant, or an operator class
   * that only some types have. A test for null fits every type.
   */
  static final String RETYPED =
      """
      UNION
        SELECT d.classid, d.objid, 0
        FROM dependent AS d
          LEFT JOIN pg_index AS i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
          LEFT JOIN pg_class AS n ON n.oid = i.indexrelid
          LEFT JOIN pg_am AS m ON m.oid = n.relam
          LEFT JOIN pg_constraint AS c
            ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
          LEFT JOIN pg_statistic_ext AS x
            ON d.classid = 'pg_statistic_ext'::regclass AND x.oid = d.objid
        WHERE (i.indrelid = d.relation OR c.conrelid = d.relation OR x.stxrelid = d.relation)
          AND coalesce(n.relname, c.conname, '') <> ALL (ARRAY[%1$s]::text[])
          AND (m.amname NOT IN ('btree', 'hash')
            OR EXISTS (
              SELECT FROM unnest(i.indclass::oid[]) AS o (oid) JOIN pg_opclass AS p USING (oid)
              WHERE NOT p.opcdefault)
            OR EXISTS (
              SELECT FROM regexp_matches(
                concat(i.indpred, i.indexprs, c.conbin, x.stxexprs), '[{]([A-Z]+)', 'g') AS e (node)
              WHERE e.node[1] NOT IN ('VAR', 'NULLTEST', 'BOOLEXPR')))
      """;

  private final DatabaseMapping mapping;
  private final DatabaseMapping initial;

  OwnTableObjects(DatabaseMapping mapping, DatabaseMapping initial) {
    this.mapping = mapping;
    this.initial = initial;
  }

  /**
   * The entity in one of the two shapes. One that the migration has renamed without its table is
   * found by its table before that.
   */
  private Optional<Entity> in(DatabaseMapping shape, Entity entity) {
    Optional<Entity> named = shape.shape().entity(entity.name());
    TableName table = mapping.table(entity.name());
    return named.or(
        () ->
            shape.shape().entities().stream()
                .filter(each -> shape.table(each.name()).equals(table))
                .findFirst());
  }

  /** The sequences of others that are dropped with a table. */
  String sequences(Entity entity) {
    return SEQUENCES.formatted(strings(sequenceNames(entity)));
  }

  private Set<String> sequenceNames(Entity entity) {
    Set<String> names = new TreeSet<>();
    for (DatabaseMapping each : List.of(mapping, initial)) {
      Optional<Entity> known = in(each, entity);
      known.stream()
          .flatMap(found -> found.fields().stream())
          .filter(Field::ownsSequence)
          .forEach(field -> names.add(each.names().sequence(known.get(), field)));
    }
    return names;
  }

  /**
   * The objects that are dropped with a column. If the check runs before the migration, the groups
   * that earlier statements drop still exist, so the names of both shapes are left out.
   */
  String dropped(Entity entity, Field field) {
    Set<String> names = new TreeSet<>(sequenceNames(entity));
    for (DatabaseMapping shape : List.of(mapping, initial)) {
      in(shape, entity)
          .ifPresent(
              found -> {
                names.addAll(foreignKeys(shape, found));
                names.addAll(namesOf(shape, found, field));
              });
    }
    return DROPPED.formatted(strings(names));
  }

  /** The objects that may not fit another type of these fields of one table. */
  String retyped(List<EntityField> fields) {
    Set<String> names = new TreeSet<>();
    for (EntityField each : fields) {
      for (DatabaseMapping shape : List.of(mapping, initial)) {
        in(shape, each.entity())
            .ifPresent(found -> names.addAll(namesOf(shape, found, each.field())));
      }
    }
    return RETYPED.formatted(strings(names));
  }

  /**
   * The names of the migrations' indexes with an expression or a predicate. Those of the initial
   * shape count, because an earlier statement may drop them.
   */
  String indexesWithSql() {
    Set<String> names = new TreeSet<>();
    for (DatabaseMapping each : List.of(mapping, initial)) {
      for (Entity entity : each.shape().entities()) {
        entity.indexes().stream()
            .filter(index -> !index.expressions().isEmpty())
            .forEach(index -> names.add(each.groupName(entity.name(), index)));
      }
    }
    return strings(names);
  }

  /**
   * A condition that leaves out the generated columns of the migrations; empty if they have none.
   * It may hold for a column that has only the name of one in the shape before the migration.
   */
  String generated(Collection<Entity> entities) {
    Set<String> columns = new TreeSet<>();
    for (Entity entity : entities) {
      Optional<Entity> before = in(initial, entity);
      Stream.concat(Stream.of(entity), before.stream())
          .forEach(each -> columns.addAll(generatedColumns(each)));
      if (before.isEmpty()) {
        initial.shape().entities().forEach(each -> columns.addAll(generatedColumns(each)));
      }
    }
    return columns.isEmpty()
        ? ""
        : " AND a.attname <> ALL (ARRAY[%s]::text[])".formatted(strings(columns));
  }

  private List<String> generatedColumns(Entity entity) {
    return entity.fields().stream()
        .filter(Field::isGenerated)
        .map(mapping.names()::column)
        .toList();
  }

  /** The names of the checks that may contain a value of the enum. */
  String checks(String enumName) {
    Set<String> names = new TreeSet<>();
    for (DatabaseMapping shape : List.of(mapping, initial)) {
      if (shape.shape().enumType(enumName).isPresent()) {
        EnumChecks.of(shape, enumName)
            .forEach(
                (entity, checks) ->
                    checks.forEach(check -> names.add(shape.names().check(entity, check))));
      }
    }
    return strings(names);
  }

  /** The names of the groups and of the checks that use a field. */
  private static Set<String> namesOf(DatabaseMapping shape, Entity entity, Field field) {
    return Stream.concat(
            groups(entity, field).map(group -> shape.groupName(entity.name(), group)),
            entity.checks().stream()
                .filter(check -> check.uses(field.name()))
                .map(check -> shape.names().check(entity, check)))
        .collect(Collectors.toSet());
  }

  private static String strings(Set<String> names) {
    return names.stream().map(each -> string(each)).collect(Collectors.joining(", "));
  }

  /**
   * What the result depends on: the column, and the names of the groups that contain it, which
   * follow the names of their columns.
   */
  Set<ColumnName> reads(Entity entity, Field field) {
    TableName table = mapping.table(entity.name());
    Set<ColumnName> reads = new HashSet<>();
    reads.add(mapping.column(entity.name(), field.name()));
    reads.add(ColumnName.groupsOf(table));
    for (DatabaseMapping each : List.of(mapping, initial)) {
      in(each, entity)
          .ifPresent(
              found ->
                  groups(found, field)
                      .flatMap(FieldGroup::allFields)
                      .map(name -> each.columnName(found.name(), name))
                      .forEach(column -> reads.add(new ColumnName(table, column))));
    }
    return reads;
  }

  /** The names of all foreign keys of the table: one that refers to it may use the column too. */
  private static Set<String> foreignKeys(DatabaseMapping shape, Entity entity) {
    return ForeignKey.of(entity).map(shape::foreignKey).collect(Collectors.toSet());
  }

  private static Stream<FieldGroup> groups(Entity entity, Field field) {
    return entity.groups().filter(group -> group.contains(field.name()));
  }
}
