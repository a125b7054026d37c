package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes values into the rows of tables. */
record RowUpdateSql(DatabaseMapping mapping, SqlScript script, ReferenceSql references) {
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

  SqlBuilder updateText(String entity, List<String> assignments, Optional<String> where) {
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
