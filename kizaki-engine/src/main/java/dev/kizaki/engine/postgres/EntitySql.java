package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.postgres.SqlWriter.identifier;
import static dev.kizaki.engine.postgres.SqlWriter.qualified;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.Ddl;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.sql.Work;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables. */
final class EntitySql {
  private final Target target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final ReferenceSql references;
  private final DependentChecks dependents;

  EntitySql(
      Target target,
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
    String body =
        Stream.of(
                entity.fields().stream().map(field -> columns.definition(entity.name(), field)),
                entity.key().stream().map(key -> groups.constraint(entity.name(), key)),
                entity.uniques().stream().map(unique -> groups.constraint(entity.name(), unique)))
            .flatMap(part -> part)
            .collect(Collectors.joining(",\n  ", "(\n  ", "\n)"));
    Footprint footprint = new Footprint().createsIn(target.schema());
    entity.fields().forEach(field -> footprint.gives(target, target.columnType(field)));
    script.add(
        "CREATE TABLE " + target.tableSql(entity.name()) + " " + body,
        footprint,
        columns
            .all(entity)
            .map(
                all ->
                    new Ddl.CreateTable(
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
      script.add(
          "CREATE TABLE IF NOT EXISTS "
              + target.tableSql(entity.name())
              + " ("
              + identifier(SystemEntity.KEY_FIELD)
              + " "
              + target.types().sql(FieldType.of(Scalar.UUID))
              + " NOT NULL, CONSTRAINT "
              + identifier(target.names().key(entity.name()))
              + " PRIMARY KEY ("
              + identifier(SystemEntity.KEY_FIELD)
              + "))",
          new Footprint().createsIn(target.schema()));
    }
  }

  void rename(Entity before, String to) {
    TableName from = target.table(before.name());
    TableName table = new TableName(from.schema(), target.names().table(to));
    if (!from.equals(table)) {
      script.add(
          "ALTER TABLE "
              + qualified(from.schema(), from.table())
              + " RENAME TO "
              + identifier(table.table()),
          new Footprint().alters(from, Work.CATALOG).createsIn(target.schema()),
          new Ddl.RenameTable(from, table.table()));
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
        "DROP TABLE " + target.tableSql(entity.name()),
        new Footprint().alters(target.table(entity.name()), Work.CATALOG),
        new Ddl.DropTable(target.table(entity.name())));
  }
}
