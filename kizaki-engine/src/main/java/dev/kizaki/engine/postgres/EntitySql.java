package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates, renames and drops tables. */
final class EntitySql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final CheckSql checks;
  private final ReferenceSql references;
  private final DependentChecks dependents;

  EntitySql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      CheckSql checks,
      ReferenceSql references,
      DependentChecks dependents) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.groups = groups;
    this.checks = checks;
    this.references = references;
    this.dependents = dependents;
  }

  /**
   * Creates the table. If the entity refers to one that is added later, as in a cycle, the column
   * gets the type that the later entity's column will have.
   */
  void create(Entity entity) {
    script.creates(mapping.table(entity.name()));
    columns.sequences().create(entity.name(), entity.fields());
    Stream<String> definitions =
        Stream.of(
                entity.fields().stream().map(field -> columns.definition(entity.name(), field)),
                entity.key().stream().map(key -> groups.constraint(entity.name(), key)),
                uniques(entity).map(unique -> groups.constraint(entity.name(), unique)),
                valid(entity).map(check -> checks.constraint(entity, check)))
            .flatMap(part -> part);
    Footprint footprint = new Footprint().createsIn(mapping.schema());
    entity
        .fields()
        .forEach(
            field -> columns.needed(field, footprint).usesType(mapping, mapping.columnType(field)));
    entity.uniques().forEach(unique -> GroupSql.needed(unique, footprint));
    valid(entity).forEach(check -> footprint.evaluates());
    List<DatabaseChange.Group> uniques =
        uniques(entity).flatMap(unique -> groups.ddl(entity.name(), unique).stream()).toList();
    script.add(
        sql("CREATE TABLE").table(mapping.table(entity.name())).block(definitions),
        footprint,
        columns
            .all(entity)
            .filter(any -> uniques.size() == uniques(entity).count())
            .filter(any -> entity.checks().isEmpty())
            .map(
                all ->
                    new DatabaseChange.CreateTable(
                        mapping.table(entity.name()),
                        all,
                        entity.key().flatMap(key -> groups.ddl(entity.name(), key)),
                        uniques)));
    columns.sequences().own(entity.name(), entity.fields());
    entity.uniques().stream()
        .filter(unique -> isRepeated(entity, unique))
        .forEach(unique -> groups.add(entity.name(), unique));
    entity.checks().stream()
        .filter(Check::notValid)
        .forEach(check -> checks.addConstraint(entity, check));
    entity.indexes().forEach(index -> groups.add(entity.name(), index));
    entity.fields().stream()
        .filter(field -> field.reference().isPresent())
        .forEach(field -> references.addPending(entity.name(), field.name(), false));
    entity
        .references()
        .forEach(reference -> references.addPending(entity.name(), reference, false));
  }

  /** Creates an extension unless it exists, for all schemas of the database. */
  private void createExtension(String extension) {
    script.add(
        sql("CREATE EXTENSION IF NOT EXISTS")
            .identifier(extension)
            .words("WITH SCHEMA")
            .identifier(mapping.schema()),
        new Footprint().createsExtension(mapping.schema(), extension));
  }

  /**
   * Creates a table with the columns that references lead to, unless the table exists.
   *
   * @param others the external tables of the rest of the plan that are the same table
   */
  private void createStub(ExternalTable external, List<ExternalTable> others) {
    new ExistingTableCheck(mapping, script).ofExternal(external);
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    Stream.concat(Stream.of(external), others.stream())
        .forEach(
            each -> {
              List<String> names = each.columns().stream().map(ExternalTable.Column::name).toList();
              each.columns()
                  .forEach(
                      column ->
                          columns.putIfAbsent(column.name(), mapping.types().sql(column.type())));
              keys.add(sql(each == external ? "PRIMARY KEY" : "UNIQUE").identifiers(names).text());
            });
    script.add(
        sql("CREATE TABLE IF NOT EXISTS")
            .table(new TableName(external.schema(), external.tableName()))
            .parenthesized(
                Stream.concat(
                        columns.entrySet().stream()
                            .map(each -> identifier(each.getKey()) + " " + each.getValue()),
                        keys.stream())
                    .collect(Collectors.joining(", "))),
        new Footprint().createsIn(external.schema()));
  }

  private static List<ExternalTable> ofSameTable(
      ExternalTable external, List<PlanStatement> later) {
    return later.stream()
        .filter(AddSystemEntity.class::isInstance)
        .map(each -> ((AddSystemEntity) each).systemEntity())
        .filter(ExternalTable.class::isInstance)
        .map(ExternalTable.class::cast)
        .filter(each -> each.table().equals(external.table()))
        .toList();
  }

  /** In a new table PostgreSQL takes every check for valid, so that the others are added later. */
  private static Stream<Check> valid(Entity entity) {
    return entity.checks().stream().filter(check -> !check.notValid());
  }

  /**
   * The uniques that CREATE TABLE creates. Of equal ones it would create only the first, without an
   * error.
   */
  private static Stream<Unique> uniques(Entity entity) {
    return entity.uniques().stream().filter(unique -> !isRepeated(entity, unique));
  }

  private static boolean isRepeated(Entity entity, Unique unique) {
    return entity.key().filter(key -> key.fields().equals(unique.fields())).isPresent()
        || entity.uniques().stream()
            .takeWhile(each -> each != unique)
            .anyMatch(unique::hasDefinitionOf);
  }

  /**
   * Creates what the schema needs beside its own tables, unless it exists.
   *
   * @param later the statements after the current one
   */
  void createSystem(SystemEntity entity, List<PlanStatement> later) {
    if (entity instanceof Extension extension) {
      createExtension(extension.extension());
    } else if (entity instanceof ExternalTable external) {
      createStub(external, ofSameTable(external, later));
    } else {
      createUser((BuiltInUser) entity);
    }
  }

  /**
   * Creates the table of the built-in user unless it exists. A table that the setting names must
   * exist already.
   */
  private void createUser(BuiltInUser user) {
    if (user.from().isPresent()) {
      new ExistingTableCheck(mapping, script).ofUser(user);
      return;
    }
    SqlBuilder column =
        sql(identifier(BuiltInUser.KEY_FIELD))
            .words(mapping.types().sql(FieldType.of(Scalar.UUID)))
            .words("NOT NULL");
    SqlBuilder key =
        sql("CONSTRAINT")
            .identifier(mapping.names().key(user))
            .words("PRIMARY KEY")
            .identifiers(List.of(BuiltInUser.KEY_FIELD));
    script.add(
        sql("CREATE TABLE IF NOT EXISTS")
            .table(mapping.table(user.name()))
            .parenthesized(column.text() + ", " + key.text()),
        new Footprint().createsIn(mapping.schema()));
  }

  /**
   * Renames the table if its name changes, and the dependents whose names are derived from it.
   *
   * @param after the entity after the statement
   */
  void rename(Entity before, Entity after) {
    TableName from = mapping.table(before.name());
    TableName table = new TableName(from.schema(), mapping.names().table(after));
    if (!from.equals(table)) {
      script.add(
          sql("ALTER TABLE").table(from).words("RENAME TO").identifier(table.table()),
          new Footprint().alters(from, RowAccess.CATALOG).createsIn(mapping.schema()),
          new DatabaseChange.RenameTable(from, table.table()));
      script.renames(from, table);
    }
    before.groups().forEach(group -> groups.rename(table, group, before, group, after));
    checks.rename(table, before, after, check -> check);
    for (Field field : before.fields()) {
      columns.sequences().rename(new EntityField(before, field), new EntityField(after, field));
    }
    references.renameConstraints(table, before, after, UnaryOperator.identity());
    references.renameEntity(before, after);
  }

  void drop(Entity entity) {
    dependents.ofDropped(entity);
    references.suspend(
        mapping
            .shape()
            .foreignKeysTo(entity.name())
            .filter(each -> !each.entity().name().equals(entity.name()))
            .toList());
    // Each foreign key is dropped by a command of its own, which waits for one lock: DROP TABLE
    // would lock all referenced tables at once.
    ForeignKey.of(entity)
        .filter(key -> !key.target().equals(entity.name()))
        .forEach(references::drop);
    references.forget(entity);
    script.add(
        sql("DROP TABLE").table(mapping.table(entity.name())),
        new Footprint().alters(mapping.table(entity.name()), RowAccess.CATALOG),
        new DatabaseChange.DropTable(mapping.table(entity.name())));
  }
}
