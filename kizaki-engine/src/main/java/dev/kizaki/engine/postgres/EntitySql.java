package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.stream.Stream;

/** Tables. */
final class EntitySql {
  private final DatabaseMapping target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final ReferenceSql references;
  private final DependentChecks dependents;

  EntitySql(
      DatabaseMapping target,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      ReferenceSql references,
      DependentChecks dependents) {
    this.target = target;
    this.script = script;
    this.columns = columns;
    this.groups = groups;
    this.references = references;
    this.dependents = dependents;
  }

  /**
   * A reference to an entity that comes later has no column type yet, so the table of a cycle's
   * first entity is made with what the later one will have.
   */
  void create(Entity entity) {
    script.creates(target.table(entity.name()));
    Stream<String> definitions =
        Stream.of(
                entity.fields().stream().map(field -> columns.definition(entity.name(), field)),
                entity.key().stream().map(key -> groups.constraint(entity.name(), key)),
                entity.uniques().stream().map(unique -> groups.constraint(entity.name(), unique)))
            .flatMap(part -> part);
    Footprint footprint = new Footprint().createsIn(target.schema());
    entity.fields().forEach(field -> footprint.usesType(target, target.columnType(field)));
    script.add(
        sql("CREATE TABLE").table(target.table(entity.name())).block(definitions),
        footprint,
        columns
            .all(entity)
            .map(
                all ->
                    new DatabaseChange.CreateTable(
                        target.table(entity.name()),
                        all,
                        entity.key().map(key -> groups.ddl(entity.name(), key)),
                        entity.uniques().stream()
                            .map(unique -> groups.ddl(entity.name(), unique))
                            .toList())));
    entity.indexes().forEach(index -> groups.add(entity.name(), index));
    entity.fields().stream()
        .filter(field -> field.reference().isPresent())
        .forEach(field -> references.await(entity.name(), field.name(), false));
  }

  /** The built-in user's own table, unless the database has it. A table that is named is there. */
  void createSystem(SystemEntity entity) {
    if (entity.from().isEmpty()) {
      SqlBuilder column =
          sql(identifier(SystemEntity.KEY_FIELD))
              .words(target.types().sql(FieldType.of(Scalar.UUID)))
              .words("NOT NULL");
      SqlBuilder key =
          sql("CONSTRAINT")
              .identifier(target.names().key(entity.name()))
              .words("PRIMARY KEY")
              .identifiers(List.of(SystemEntity.KEY_FIELD));
      script.add(
          sql("CREATE TABLE IF NOT EXISTS")
              .table(target.table(entity.name()))
              .parenthesized(column.text() + ", " + key.text()),
          new Footprint().createsIn(target.schema()));
    }
  }

  void rename(Entity before, String to) {
    TableName from = target.table(before.name());
    TableName table = new TableName(from.schema(), target.names().table(to));
    if (!from.equals(table)) {
      script.add(
          sql("ALTER TABLE").table(from).words("RENAME TO").identifier(table.table()),
          new Footprint().alters(from, RowAccess.CATALOG).createsIn(target.schema()),
          new DatabaseChange.RenameTable(from, table.table()));
      script.renames(from, table);
    }
    before
        .groups()
        .forEach(
            group ->
                groups.rename(
                    table, group, groups.name(before.name(), group), groups.name(to, group)));
    for (Field field : before.fields()) {
      columns.renameSequence(
          field,
          target.names().sequence(before.name(), field.name()),
          target.names().sequence(to, field.name()));
      if (field.reference().isPresent()) {
        references.renameConstraint(
            table,
            before.name(),
            field.name(),
            target.names().foreignKey(before.name(), field.name()),
            target.names().foreignKey(to, field.name()));
      }
    }
    references.renameEntity(before, to);
  }

  void drop(Entity entity) {
    dependents.ofDropped(entity);
    references.suspend(
        target
            .shape()
            .referrers(entity.name())
            .filter(each -> !each.entity().name().equals(entity.name()))
            .toList());
    // One at a time, each with its own wait: DROP TABLE would lock all the tables at once that the
    // entity's own references point at.
    entity.fields().stream()
        .filter(field -> field.reference().isPresent())
        .filter(field -> !field.reference().get().entity().equals(entity.name()))
        .forEach(field -> references.drop(new EntityField(entity, field)));
    references.forget(entity);
    script.add(
        sql("DROP TABLE").table(target.table(entity.name())),
        new Footprint().alters(target.table(entity.name()), RowAccess.CATALOG),
        new DatabaseChange.DropTable(target.table(entity.name())));
  }
}
