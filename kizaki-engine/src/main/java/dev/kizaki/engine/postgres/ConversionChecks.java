package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.ValueText;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions about values whose column gets another type. What PostgreSQL would refuse is found by
 * letting PostgreSQL try: no rule of ours could know every text that it reads as a date.
 */
final class ConversionChecks {
  private final DatabaseMapping target;
  private final SqlScript script;

  ConversionChecks(DatabaseMapping target, SqlScript script) {
    this.target = target;
    this.script = script;
  }

  /** PostgreSQL casts: nothing may be refused, nothing come out as another value. */
  void cast(EntityField changed, FieldType from, FieldType to) {
    if (Conversion.between(from, to) != Conversion.QUESTION || keepsEverything(from, to)) {
      return;
    }
    RowQuery rows = new RowQuery(target, changed.entity());
    String column = rows.column(changed.field().name());
    DataScope reads = DataScope.ofColumns(rows.reads(changed.field().name()));
    if (to instanceof FieldType.OfEnum ofEnum) {
      labels(changed, rows, reads, from, ofEnum);
      return;
    }
    String own = target.quotedColumn(changed.field().name());
    String expression = new Casts(target.types()).expression(own, from, to);
    Optional<String> silentChange =
        new ChangedValue(target.types()).condition("(" + own + ")", from, to);
    String changes = silentChange.orElse("false");
    String accepting = ValueText.of(new PlanValue.Sql(expression));
    String rowsOf = changed.entity().name() + " ";
    String of = " a value of " + changed.field().name();
    Finding change =
        new Finding(
            "row of " + rowsOf + "holds" + of + " that would change",
            "rows of " + rowsOf + "hold" + of + " that would change",
            rows.examples(changes, " becomes ", column, expression),
            "To accept that, write `using " + accepting + "` at the end of " + statement(changed));
    ask(
        changed,
        reads,
        tried(changed.entity(), changes, expression),
        change,
        expression,
        refusal(
            rows,
            "row of " + rowsOf + "holds" + of + " that " + to.text() + " does not take",
            "rows of " + rowsOf + "hold" + of + " that " + to.text() + " does not take",
            changed),
        false,
        silentChange.isPresent());
  }

  /**
   * A person wrote how: nothing may be refused, and what comes out is what they wanted.
   *
   * @param required whether a value must come out
   */
  void using(EntityField changed, FieldType to, PlanValue using, boolean required) {
    if (!(using instanceof PlanValue.Sql sql)) {
      return;
    }
    RowQuery rows = new RowQuery(target, changed.entity());
    String expression = Values.sql(using, to) + "::" + target.types().sql(to);
    Set<TableName> tables = new HashSet<>();
    tables.add(target.table(changed.entity().name()));
    if (to instanceof FieldType.OfEnum ofEnum) {
      tables.add(new TableName(target.schema(), target.names().enumType(ofEnum.name())));
    }
    boolean anywhere = Values.readsOtherRows(sql);
    String isNull = required ? "(" + expression + ") IS NULL" : "false";
    String of = " of " + changed.entity().name();
    String failing = of + " on which the expression fails";
    String without = " no value for " + changed.field().name() + ", which is required";
    String column = rows.column(changed.field().name());
    ask(
        changed,
        new DataScope(anywhere, tables, Set.of()),
        tried(changed.entity(), isNull, expression),
        new Finding(
            "row" + of + " would get" + without,
            "rows" + of + " would get" + without,
            rows.examples(isNull, ", ", column),
            "Write an expression behind `using` that is never null"),
        expression,
        refusal(rows, "row" + failing, "rows" + failing, changed),
        true,
        false);
  }

  /**
   * The expression is evaluated for every row; the table's own name stands for it as in DDL. What
   * is ours beside an expression of the plan is qualified, or fits exactly: in the schema there may
   * be a {@code count} over just the expression's type.
   */
  private String tried(Entity entity, String condition, String expression) {
    return "SELECT pg_catalog.count(*) FILTER (WHERE %s) + 0 * pg_catalog.count(%s) FROM %s"
        .formatted(condition, expression, target.quotedTable(entity.name()));
  }

  /** Whatever stands in a column can be written as text, and almost all of it as JSON. */
  private static boolean keepsEverything(FieldType from, FieldType to) {
    return to.isText() || PostgresTypes.isJson(to) && !from.isText();
  }

  private Finding refusal(RowQuery rows, String one, String many, EntityField changed) {
    return new Finding(
        one,
        many,
        RefusedRows.examples(rows),
        "Write `using sql(\"…\")` with an expression that takes them at the end of "
            + statement(changed)
            + ", or correct them before it with `update "
            + changed.entity().name()
            + "`");
  }

  private static String statement(EntityField changed) {
    return "`change " + changed.path() + "`";
  }

  private void ask(
      EntityField changed,
      DataScope reads,
      String query,
      Finding change,
      String expression,
      Finding refusal,
      boolean ofThePlan,
      boolean silent) {
    RowQuery rows = new RowQuery(target, changed.entity());
    script.check(
        "values of " + changed.path() + " that do not fit",
        target.table(changed.entity().name()),
        reads,
        new CheckQuery.Trial(
            query,
            change,
            RefusedRows.search(
                rows,
                target.quotedTable(changed.entity().name()),
                expression,
                rows.column(changed.field().name())),
            RefusedRows.COUNT,
            refusal,
            ofThePlan,
            silent));
  }

  /** The labels are known from the schema; the type itself may not be there yet. */
  private void labels(
      EntityField changed, RowQuery rows, DataScope reads, FieldType from, FieldType.OfEnum to) {
    List<String> labels =
        target.shape().enumType(to.name()).map(EnumType::values).orElse(List.of());
    String known =
        labels.stream().map(Quoting::string).collect(Collectors.joining(", ", "ARRAY[", "]"));
    String column = rows.column(changed.field().name());
    boolean fromArray = PostgresTypes.isArray(from);
    String unknown = " <> ALL (" + known + "::text[])";
    String condition;
    if (fromArray && to.array()) {
      condition =
          "EXISTS (SELECT FROM unnest(%s::text[]) AS u (e) WHERE e%s)".formatted(column, unknown);
    } else if (fromArray) {
      condition =
          "(cardinality(%1$s) <> 1 OR array_lower(%1$s, 1) <> 1 OR (%1$s::text[])[1]%2$s)"
              .formatted(column, unknown);
    } else {
      condition = column + "::text" + unknown;
    }
    Entity entity = changed.entity();
    String end = " in " + changed.field().name() + " that is no value of " + to.name();
    script.check(
        "values of " + changed.path() + " that are not in " + to.name(),
        target.table(entity.name()),
        reads,
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of " + entity.name() + " holds something" + end,
                "rows of " + entity.name() + " hold something" + end,
                rows.examples(condition, ", ", column),
                "Write `using sql(\"…\")` with an expression that gives a value of "
                    + to.name()
                    + " at the end of "
                    + statement(changed))));
  }
}
