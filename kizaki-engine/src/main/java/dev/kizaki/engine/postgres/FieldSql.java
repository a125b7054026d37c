package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.postgres.SqlWriter.identifier;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.Ddl;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.sql.Work;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Columns that come, go, change their names or get values. */
final class FieldSql {
  private final Target target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final ReferenceSql references;
  private final RowChecks checks;
  private final DependentChecks dependents;

  FieldSql(
      Target target,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      ReferenceSql references,
      RowChecks checks,
      DependentChecks dependents) {
    this.target = target;
    this.script = script;
    this.columns = columns;
    this.groups = groups;
    this.references = references;
    this.checks = checks;
    this.dependents = dependents;
  }

  /**
   * A literal backfill is the default while the column is added, which fills existing rows without
   * writing them (PostgreSQL documentation, section 5.7.1); an expression needs an UPDATE.
   *
   * @param after the entity with the field
   */
  void add(AddField add, Entity after) {
    Field field = add.field();
    boolean required = !field.nullable();
    Optional<PlanValue> backfill = add.backfill();
    if (field.reference().isPresent()) {
      if (backfill.isEmpty() && field.defaultValue().isEmpty()) {
        references.awaitWithoutValues(add.entity(), field.name());
      } else {
        references.await(add.entity(), field.name(), true);
      }
    }
    boolean alike = isUnique(add) && givesOneValue(field, backfill);
    if (alike) {
      checks.atMostOneRow(after, field);
    }
    if (backfill.isEmpty()) {
      if (required && field.defaultValue().isEmpty()) {
        checks.noRows(after, field);
      }
      addColumn(add.entity(), field, required, field.defaultValue(), isVolatile(field));
    } else if (backfill.get() instanceof PlanValue.Literal literal) {
      Optional<PlanValue.Literal> filling = Optional.of(literal);
      addColumn(add.entity(), field, required, filling.map(PlanValue.Literal::value), false);
      if (field.isIdentity() || field.defaultValue().isEmpty()) {
        columns.dropDefault(add.entity(), field.withDefault(Optional.empty()));
      }
      restoreDefault(add.entity(), field);
    } else {
      addColumn(add.entity(), field, false, Optional.empty(), false);
      update(add.entity(), field, backfill.get(), Optional.empty());
      if (required) {
        checks.allFilled(
            after,
            field,
            "Write an expression behind `add "
                + add.entity()
                + "."
                + field.name()
                + "` that is never null");
        columns.setRequired(add.entity(), field);
      }
      restoreDefault(add.entity(), field);
    }
    List<String> alone = List.of(field.name());
    boolean mayRepeat = isUnique(add) && backfill.isPresent() && !alike;
    if (mayRepeat) {
      checks.noDuplicates(
          after, add.annotations().primaryKey() ? new Key(alone) : new Unique(alone));
    }
    if (add.annotations().primaryKey()) {
      groups.add(add.entity(), new Key(alone));
    }
    if (add.annotations().unique()) {
      groups.add(add.entity(), new Unique(alone));
    }
    if (after.indexes().contains(new Index(alone))) {
      groups.add(add.entity(), new Index(alone));
    }
  }

  private static boolean isUnique(AddField add) {
    return add.annotations().primaryKey() || add.annotations().unique();
  }

  /** Whether all rows get the same, and it is not null. */
  private static boolean givesOneValue(Field field, Optional<PlanValue> backfill) {
    return backfill.isPresent()
        ? backfill.get() instanceof PlanValue.Literal
        : field.defaultValue().isPresent() && !isVolatile(field);
  }

  private void restoreDefault(String entity, Field field) {
    if (field.isIdentity()) {
      columns.addIdentity(entity, field);
    } else {
      field.defaultValue().ifPresent(value -> columns.setDefault(entity, field, value));
    }
  }

  /** Whether the default differs from row to row, so that every row must be written. */
  private static boolean isVolatile(Field field) {
    return field.isIdentity()
        || field.defaultValue().filter(DefaultValue.Function.UUID::equals).isPresent();
  }

  private void addColumn(
      String entity,
      Field field,
      boolean required,
      Optional<DefaultValue> defaultValue,
      boolean rewrites) {
    script.add(
        "ALTER TABLE "
            + target.tableSql(entity)
            + " ADD COLUMN "
            + columns.definition(entity, field, required, defaultValue),
        new Footprint()
            .alters(target.table(entity), rewrites ? Work.REWRITE : Work.CATALOG)
            .gives(target, target.columnType(field)),
        columns
            .description(entity, field, required, defaultValue)
            .map(column -> new Ddl.AddColumn(target.table(entity), column)));
  }

  void rename(Entity before, Field field, String to) {
    String entity = before.name();
    TableName table = target.table(entity);
    String from = target.names().column(field.name());
    String column = target.names().column(to);
    if (!from.equals(column)) {
      script.add(
          "ALTER TABLE "
              + target.tableSql(entity)
              + " RENAME COLUMN "
              + identifier(from)
              + " TO "
              + identifier(column),
          new Footprint().alters(table, Work.CATALOG).createsIn(target.schema()),
          new Ddl.RenameColumn(table, from, column));
    }
    before
        .groups()
        .filter(group -> group.fields().contains(field.name()))
        .forEach(
            group ->
                groups.rename(
                    table,
                    group,
                    groups.name(entity, group),
                    groups.name(entity, RenamedGroup.of(group, field.name(), to))));
    columns.renameSequence(
        field, target.names().sequence(entity, field.name()), target.names().sequence(entity, to));
    if (field.reference().isPresent()) {
      references.renameConstraint(
          table,
          entity,
          field.name(),
          target.names().foreignKey(entity, field.name()),
          target.names().foreignKey(entity, to));
    }
    references.renameField(entity, field.name(), to);
  }

  void drop(Entity entity, Field field) {
    dependents.ofDropped(entity, field);
    references.suspend(target.shape().referrers(entity.name(), field.name()).toList());
    references.drop(new EntityField(entity, field));
    references.forget(entity.name(), field.name());
    script.add(
        "ALTER TABLE "
            + target.tableSql(entity.name())
            + " DROP COLUMN "
            + target.columnSql(field.name()),
        new Footprint().alters(target.table(entity.name()), Work.CATALOG),
        new Ddl.DropColumn(target.table(entity.name()), target.names().column(field.name())));
  }

  void update(UpdateRows update) {
    Entity entity = target.shape().entity(update.entity()).orElseThrow();
    String assignments =
        update.assignments().stream()
            .map(each -> assignment(entity.field(each.field()).orElseThrow(), each.value()))
            .collect(Collectors.joining(", "));
    script.add(
        "UPDATE "
            + target.tableSql(update.entity())
            + " SET "
            + assignments
            + update.where().map(where -> " WHERE " + where).orElse(""),
        references
            .updating(
                update.entity(),
                update.assignments().stream().map(UpdateRows.Assignment::field).toList())
            .open(
                update.where().filter(Values::readsOtherRows).isPresent()
                    || update.assignments().stream()
                        .anyMatch(each -> Values.readsOtherRows(each.value()))));
  }

  /** Gives rows a value of the field. */
  void update(String entity, Field field, PlanValue value, Optional<String> where) {
    script.add(
        "UPDATE "
            + target.tableSql(entity)
            + " SET "
            + assignment(field, value)
            + where.map(condition -> " WHERE " + condition).orElse(""),
        references.updating(entity, List.of(field.name())).open(Values.readsOtherRows(value)));
  }

  private String assignment(Field field, PlanValue value) {
    FieldType type = target.columnType(field);
    return target.columnSql(field.name()) + " = " + Values.sql(value, type);
  }
}
