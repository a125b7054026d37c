package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.DomainBases;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Adds, renames, drops and fills columns. */
final class FieldSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GeneratedSql generated;
  private final GroupSql groups;
  private final CheckSql constraints;
  private final ReferenceSql references;
  private final RowChecks checks;
  private final DependentChecks dependents;

  FieldSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GeneratedSql generated,
      GroupSql groups,
      CheckSql constraints,
      ReferenceSql references,
      RowChecks checks,
      DependentChecks dependents) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.generated = generated;
    this.groups = groups;
    this.constraints = constraints;
    this.references = references;
    this.checks = checks;
    this.dependents = dependents;
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
                    updateText(
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
      checkConversion(after, field, converted);
    }
    addColumn(add.entity(), field, false, Optional.empty(), RowAccess.CATALOG);
    update(add.entity(), field, expression, Optional.empty());
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

  /** All rows must have a value that the new type takes, as when the type of the column changes. */
  private void checkConversion(Entity entity, Field field, PlanValue.Converted converted) {
    Field old = entity.field(converted.from()).orElseThrow();
    ConversionChecks conversions = new ConversionChecks(mapping, script, Optional.of(field.name()));
    EntityField changed = new EntityField(entity, old);
    FieldType type = mapping.columnType(field);
    if (converted.using().isPresent()) {
      conversions.using(
          changed,
          type,
          converted.using().get(),
          !field.nullable() && converted.otherwise().isEmpty());
    } else {
      conversions.cast(changed, mapping.columnType(old), type);
    }
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
            .alters(mapping.table(entity), isOfLimitedDomain(field) ? RowAccess.REWRITE : access)
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

  /**
   * Whether PostgreSQL rewrites the table to add the column, even without a value: its type is a
   * domain with a constraint, or with a default that may differ from row to row.
   */
  private boolean isOfLimitedDomain(Field field) {
    if (!(field.type() instanceof FieldType.Native type)) {
      return false;
    }
    Set<String> limited = Set.of();
    for (SqlObject each : mapping.shape().objects()) {
      limited = DomainBases.limited(ObjectScript.of(each.create()), limited);
    }
    List<String> names = SqlTokens.of(type.name()).stream().map(SqlTokens.Token::text).toList();
    String last = names.get(names.size() - 1);
    return !type.array() && limited.contains(last.replace("\"", ""));
  }

  /**
   * Renames the column if its name changes, and the dependents whose names are derived from it.
   *
   * @param renamed the field after the statement
   */
  void rename(Entity before, Field field, Field renamed) {
    String entity = before.name();
    TableName table = mapping.table(entity);
    String from = mapping.names().column(field);
    String column = mapping.names().column(renamed);
    Entity after =
        EntityExpressions.withColumnRenamed(
            before.withRenamedField(field.name(), renamed), field, renamed);
    if (!from.equals(column)) {
      script.add(
          sql("ALTER TABLE")
              .table(table)
              .words("RENAME COLUMN")
              .identifier(from)
              .words("TO")
              .identifier(column),
          new Footprint().alters(table, RowAccess.CATALOG).createsIn(mapping.schema()),
          new DatabaseChange.RenameColumn(table, from, column));
      script.renamesColumn(table, from, column);
    }
    before
        .groups()
        .filter(group -> group.contains(field.name()))
        .forEach(
            group ->
                groups.rename(
                    table,
                    group,
                    before,
                    group.renamed(name -> name.equals(field.name()) ? renamed.name() : name),
                    after));
    constraints.rename(table, before, after, check -> renamed(before, check, field, renamed));
    columns.sequences().rename(new EntityField(before, field), new EntityField(after, renamed));
    references.renameConstraints(
        table, before, after, name -> name.equals(field.name()) ? renamed.name() : name);
    references.renameField(entity, field.name(), renamed.name());
  }

  private static Check renamed(Entity entity, Check check, Field field, Field renamed) {
    Entity only = entity.withChecks(List.of(check)).withRenamedField(field.name(), renamed);
    return EntityExpressions.withColumnRenamed(only, field, renamed).checks().get(0);
  }

  void drop(Entity entity, Field field) {
    TableName table = mapping.table(entity.name());
    String column = mapping.names().column(field);
    dependents.ofDropped(entity, field);
    references.suspend(mapping.shape().foreignKeysTo(entity.name(), field.name()).toList());
    references.suspend(references.throughIncluded(List.of(new EntityField(entity, field))));
    ForeignKey.of(entity)
        .filter(key -> key.fields().contains(field.name()))
        .forEach(
            key -> {
              references.drop(key);
              references.forget(key);
            });
    script.add(
        sql("ALTER TABLE").table(table).words("DROP COLUMN").identifier(column),
        new Footprint().alters(table, RowAccess.CATALOG),
        new DatabaseChange.DropColumn(table, column));
  }

  void update(UpdateRows update) {
    Entity entity = mapping.shape().entity(update.entity()).orElseThrow();
    stayUnique(update, entity);
    List<String> assignments =
        update.assignments().stream()
            .map(
                each ->
                    assignment(
                        entity.name(), entity.field(each.field()).orElseThrow(), each.value()))
            .toList();
    SqlBuilder command = updateText(update.entity(), assignments, update.where());
    Footprint footprint =
        references
            .updating(
                update.entity(),
                update.assignments().stream().map(UpdateRows.Assignment::field).toList(),
                update.where().isEmpty())
            .open(
                update.where().filter(Values::readsOtherRows).isPresent()
                    || update.assignments().stream()
                        .anyMatch(each -> Values.readsOtherRows(each.value())));
    script.add(
        command,
        footprint,
        Optional.empty(),
        mapping.table(update.entity()),
        new NullsUpdate(mapping, script).steps(update, entity, script.step(command, footprint)));
  }

  private void stayUnique(UpdateRows update, Entity entity) {
    Map<String, String> values = new HashMap<>();
    for (UpdateRows.Assignment each : update.assignments()) {
      FieldType type = mapping.columnType(entity.field(each.field()).orElseThrow());
      String value =
          mapping.values().sql(each.value(), type) + "::" + mapping.types().comparable(type);
      values.put(
          each.field(),
          update
              .where()
              .map(
                  where ->
                      "CASE WHEN %s THEN %s ELSE %s END"
                          .formatted(
                              where, value, mapping.quotedColumn(update.entity(), each.field())))
              .orElse(value));
    }
    boolean anywhere =
        update.where().filter(Values::readsOtherRows).isPresent()
            || update.assignments().stream().anyMatch(each -> Values.readsOtherRows(each.value()));
    boolean ofThePlan =
        update.where().isPresent()
            || update.assignments().stream()
                .anyMatch(each -> isOfThePlan(entity, each.field(), each.value()));
    new ChangedUniques(mapping, script)
        .stayUnique(
            new ChangedUniques.NewValues(entity, values, ofThePlan, anywhere, Set.of()),
            """
            Change it so that each row gets another value, or before it write a \
            `run sql("delete …")` that leaves one row of each\
            """);
  }

  /** Whether names in the value are found by the search path of the schema. */
  private boolean isOfThePlan(Entity entity, String field, PlanValue value) {
    return value instanceof PlanValue.Sql
        || mapping.columnType(entity.field(field).orElseThrow()) instanceof FieldType.Native;
  }

  /** Writes a value of the field into the rows. */
  void update(String entity, Field field, PlanValue value, Optional<String> where) {
    SqlBuilder command = updateText(entity, List.of(assignment(entity, field, value)), where);
    boolean open = Values.readsOtherRows(value);
    Footprint footprint =
        references.updating(entity, List.of(field.name()), where.isEmpty()).open(open);
    String text = mapping.values().sql(value, mapping.columnType(field));
    if (open || !RowFillSql.canFill(mapping, mapping.shape().entity(entity).orElseThrow(), text)) {
      script.add(command, footprint);
      return;
    }
    SqlCommand whole = script.step(command, footprint);
    script.add(
        command,
        footprint,
        Optional.empty(),
        mapping.table(entity),
        value instanceof PlanValue.Converted converted
            ? new ConvertedFillSql(mapping, script, entity, field, converted).steps(whole)
            : new RowFillSql(mapping, script).steps(entity, field, text, whole, false));
  }

  private SqlBuilder updateText(String entity, List<String> assignments, Optional<String> where) {
    SqlBuilder command = sql("UPDATE").table(mapping.table(entity)).words("SET").list(assignments);
    where.ifPresent(condition -> command.words("WHERE").words(condition));
    return command;
  }

  private String assignment(String entity, Field field, PlanValue value) {
    FieldType type = mapping.columnType(field);
    return sql(mapping.quotedColumn(entity, field.name()))
        .words("=")
        .words(mapping.values().sql(value, type))
        .text();
  }
}
