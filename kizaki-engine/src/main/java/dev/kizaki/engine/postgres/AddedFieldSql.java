package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds columns, and fills them. */
final class AddedFieldSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GeneratedSql generated;
  private final GroupSql groups;
  private final ReferenceSql references;
  private final RowChecks checks;
  private final RowUpdateSql updates;

  AddedFieldSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GeneratedSql generated,
      GroupSql groups,
      ReferenceSql references,
      RowChecks checks) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.generated = generated;
    this.groups = groups;
    this.references = references;
    this.checks = checks;
    this.updates = new RowUpdateSql(mapping, script, references);
  }

  /**
   * Adds the column in one of three ways: without a backfill, with one value for all rows, or with
   * an expression that an UPDATE evaluates.
   *
   * @param after the entity with the field
   */
  void add(AddField add, Entity after) {
    addReference(add);
    boolean oneValue = givesOneValue(add.field(), add.backfill());
    if (isUnique(add) && oneValue) {
      checks.atMostOneRow(after, add.field());
    }
    if (add.field().isGenerated()) {
      generated.add(after, add.field());
    } else if (add.backfill().isEmpty()) {
      addWithoutBackfill(add, after);
    } else if (add.backfill().get() instanceof PlanValue.Literal literal) {
      addWithLiteral(add, literal);
    } else {
      addWithExpression(add, after, add.backfill().get());
    }
    if (isUnique(add) && !oneValue && (add.backfill().isPresent() || hasExpression(add.field()))) {
      checks.noDuplicates(
          after,
          uniqueGroup(add),
          add.field().isGenerated()
              ? "Write an expression that returns a different value for each row"
              : """
                Write `backfill sql("…")` after `add %s.%s` with an expression that returns a \
                different value for each row\
                """
                  .formatted(add.entity(), add.field().name()));
    }
    addGroups(add, after);
  }

  private void addReference(AddField add) {
    Field field = add.field();
    if (field.reference().isEmpty()) {
      return;
    }
    if (add.backfill().isEmpty() && field.defaultValue().isEmpty()) {
      references.addInEmptyColumn(add.entity(), field.name());
    } else {
      references.addPending(add.entity(), field.name(), true);
    }
  }

  /** Existing rows get the default, or no value. */
  private void addWithoutBackfill(AddField add, Entity after) {
    Field field = add.field();
    boolean required = !field.nullable();
    if (required && field.defaultValue().isEmpty()) {
      checks.noRows(after, field);
    }
    columns.sequences().create(add.entity(), List.of(field));
    RowAccess access =
        isVolatile(field)
            ? RowAccess.REWRITE
            : hasExpression(field) ? RowAccess.MAY_REWRITE : RowAccess.CATALOG;
    addColumn(
        add.entity(),
        field,
        required,
        field.defaultValue(),
        access,
        access == RowAccess.CATALOG
            ? List.of()
            : field.ownsSequence()
                ? new NumberedRowsSql(mapping, script, columns, references)
                    .steps(add.entity(), field)
                : fillingDefault(add.entity(), field, required));
    columns.sequences().own(add.entity(), List.of(field));
  }

  /**
   * Adds the column without its default, so that no row is rewritten; then new rows get the
   * default, and the existing ones in batches.
   */
  private List<OnlineStep> fillingDefault(String entity, Field field, boolean required) {
    TableName table = mapping.table(entity);
    String column = mapping.columnName(entity, field.name());
    Footprint altering = new Footprint().alters(table, RowAccess.CATALOG);
    String value =
        mapping.values().sql(field.defaultValue().orElseThrow(), mapping.columnType(field));
    List<OnlineStep> steps = new ArrayList<>();
    steps.add(
        new OnlineStep.Brief(
            script.step(
                sql("ALTER TABLE")
                    .table(table)
                    .words("ADD COLUMN")
                    .words(columns.definition(entity, field, false, Optional.empty())),
                new Footprint()
                    .alters(table, RowAccess.CATALOG)
                    .usesType(mapping, mapping.columnType(field)))));
    steps.add(
        new OnlineStep.Brief(
            script.step(
                columns.alterColumn(entity, field, "SET DEFAULT " + value), altering.evaluates())));
    Footprint updating = references.updating(entity, List.of(field.name()), true);
    field.sequenceName().map(mapping::sequence).ifPresent(updating::usesSequence);
    steps.addAll(
        new RowFillSql(mapping, script)
            .steps(
                entity,
                field,
                value,
                script.step(
                    updates.updateText(
                        entity,
                        List.of(Quoting.identifier(column) + " = DEFAULT"),
                        Optional.empty()),
                    updating),
                true));
    if (required) {
      steps.addAll(new RequiredColumnSql(script, table, column).steps());
    }
    return steps;
  }

  /**
   * The literal is the default while the column is added, so that existing rows get it without
   * being rewritten (PostgreSQL documentation, section 5.7.1).
   */
  private void addWithLiteral(AddField add, PlanValue.Literal literal) {
    Field field = add.field();
    addColumn(
        add.entity(), field, !field.nullable(), Optional.of(literal.value()), RowAccess.CATALOG);
    if (field.ownsSequence() || field.defaultValue().isEmpty()) {
      columns.dropDefault(add.entity(), field.withDefault(Optional.empty()));
    }
    restoreDefault(add.entity(), field);
  }

  private void addWithExpression(AddField add, Entity after, PlanValue expression) {
    Field field = add.field();
    if (expression instanceof PlanValue.Converted converted) {
      new ConvertedValues(mapping).check(script, after, field, converted);
    }
    addColumn(add.entity(), field, false, Optional.empty(), RowAccess.CATALOG);
    updates.update(add.entity(), field, expression, Optional.empty());
    if (!field.nullable()) {
      checks.allFilled(
          after,
          field,
          "Write `backfill sql(\"…\")` after `add %s.%s` with an expression that is never null"
              .formatted(add.entity(), field.name()));
      columns.setRequired(add.entity(), field);
    }
    restoreDefault(add.entity(), field);
  }

  private void addGroups(AddField add, Entity after) {
    List<String> alone = List.of(add.field().name());
    Stream.<FieldGroup>of(new Key(alone), new Unique(alone), new Index(alone))
        .flatMap(group -> after.groups().filter(group::hasDefinitionOf))
        .forEach(group -> groups.add(add.entity(), group));
  }

  /** The key or unique that consists of the new field. */
  private static FieldGroup uniqueGroup(AddField add) {
    List<String> alone = List.of(add.field().name());
    return add.annotations().primaryKey() ? new Key(alone) : new Unique(alone);
  }

  private static boolean isUnique(AddField add) {
    return add.annotations().primaryKey() || add.annotations().unique();
  }

  /** Whether all existing rows get the same value, which is not null. */
  private static boolean givesOneValue(Field field, Optional<PlanValue> backfill) {
    return backfill.isPresent()
        ? backfill.get() instanceof PlanValue.Literal
        : field.defaultValue().isPresent() && !isVolatile(field) && !hasExpression(field);
  }

  /** Whether only PostgreSQL knows if the values differ from row to row. */
  private static boolean hasExpression(Field field) {
    return field.isGenerated()
        || field.defaultValue().filter(DefaultValue.Expression.class::isInstance).isPresent();
  }

  private void restoreDefault(String entity, Field field) {
    if (field.ownsSequence()) {
      columns.addSequence(entity, field);
    } else {
      field.defaultValue().ifPresent(value -> columns.setDefault(entity, field, value));
    }
  }

  /** Whether the default differs from row to row, so that every row must be written. */
  private static boolean isVolatile(Field field) {
    return field.ownsSequence()
        || field.defaultValue().filter(DefaultValue.Function.UUID::equals).isPresent()
        || field.sequenceName().isPresent();
  }

  private void addColumn(
      String entity,
      Field field,
      boolean required,
      Optional<DefaultValue> defaultValue,
      RowAccess access) {
    addColumn(entity, field, required, defaultValue, access, List.of());
  }

  /**
   * @param online the steps that do the same without blocking others; empty if the command does not
   *     block them
   */
  private void addColumn(
      String entity,
      Field field,
      boolean required,
      Optional<DefaultValue> defaultValue,
      RowAccess access,
      List<OnlineStep> online) {
    Footprint footprint =
        new Footprint()
            .alters(
                mapping.table(entity),
                columns.isOfLimitedDomain(field) ? RowAccess.REWRITE : access)
            .usesType(mapping, mapping.columnType(field));
    if (access == RowAccess.REWRITE) {
      field.sequenceName().map(mapping::sequence).ifPresent(footprint::usesSequence);
    }
    script.add(
        sql("ALTER TABLE")
            .table(mapping.table(entity))
            .words("ADD COLUMN")
            .words(columns.definition(entity, field, required, defaultValue)),
        columns.needed(field.withDefault(defaultValue), footprint),
        columns
            .description(entity, field, required, defaultValue)
            .map(column -> new DatabaseChange.AddColumn(mapping.table(entity), column)),
        mapping.table(entity),
        online);
  }
}
