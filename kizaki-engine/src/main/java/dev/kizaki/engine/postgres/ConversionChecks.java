package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.ValueText;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
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
 * Data checks for columns that get another type. PostgreSQL itself tries the conversion, because no
 * rule here could list every text that it reads as a date.
 */
final class ConversionChecks {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final Optional<String> changedName;

  ConversionChecks(DatabaseMapping mapping, SqlScript script) {
    this(mapping, script, Optional.empty());
  }

  /**
   * @param changedName the name of the field in the statement that changes its type, if it is
   *     another one
   */
  ConversionChecks(DatabaseMapping mapping, SqlScript script, Optional<String> changedName) {
    this.mapping = mapping;
    this.script = script;
    this.changedName = changedName;
  }

  private String statement(EntityField changed) {
    return changed.entity().name() + "." + changedName.orElse(changed.field().name());
  }

  /** PostgreSQL casts the values: it must accept every value, and no value may change. */
  void cast(EntityField changed, FieldType from, FieldType to) {
    if (Conversion.between(from, to) != Conversion.QUESTION || keepsEverything(from, to)) {
      return;
    }
    RowQuery rows = new RowQuery(mapping, changed.entity());
    String column = rows.column(changed.field().name());
    DataScope reads = DataScope.ofColumns(rows.reads(changed.field().name()));
    if (to instanceof FieldType.OfEnum ofEnum) {
      labels(changed, rows, reads, from, ofEnum);
      return;
    }
    if (to.isLimitedString()) {
      lengths(changed, rows, reads, from, to);
      return;
    }
    String own = mapping.quotedColumn(changed.entity().name(), changed.field().name());
    String expression = new Casts(mapping.types()).expression(own, from, to);
    Optional<String> silentChange =
        new ChangedValue(mapping.types()).condition("(" + own + ")", from, to);
    String changes = silentChange.orElse("false");
    String accepting = ValueText.of(new PlanValue.Sql(expression));
    String entity = changed.entity().name();
    String field = changed.field().name();
    Finding change =
        new Finding(
            "row of %s holds a value of %s that would change".formatted(entity, field),
            "rows of %s hold a value of %s that would change".formatted(entity, field),
            rows.examples(changes, " becomes ", shown(column, from), expression),
            "To accept that, write `using %s` at the end of `change %s`"
                .formatted(accepting, statement(changed)));
    addCheck(
        changed,
        reads,
        trialQuery(changed.entity(), changes, expression),
        change,
        expression,
        refusal(
            rows,
            "row of %s holds a value of %s that %s does not take"
                .formatted(entity, field, to.text()),
            "rows of %s hold a value of %s that %s does not take"
                .formatted(entity, field, to.text()),
            changed),
        to instanceof FieldType.Native,
        silentChange.isPresent());
  }

  /**
   * The plan has an expression for the new values: it must not fail. Any value that it returns is
   * intended.
   *
   * @param required whether the expression must not return null
   */
  void using(EntityField changed, FieldType to, PlanValue using, boolean required) {
    if (!(using instanceof PlanValue.Sql sql)) {
      return;
    }
    RowQuery rows = new RowQuery(mapping, changed.entity());
    String value = mapping.values().sql(using, to);
    String expression = value + "::" + mapping.types().comparable(to);
    Set<TableName> tables = new HashSet<>();
    tables.add(mapping.table(changed.entity().name()));
    if (to instanceof FieldType.OfEnum ofEnum) {
      tables.add(mapping.type(ofEnum.name()));
    }
    boolean anywhere = Values.readsOtherRows(sql);
    String isNull = required ? "(" + expression + ") IS NULL" : "false";
    String entity = changed.entity().name();
    String field = changed.field().name();
    String column = rows.column(field);
    addCheck(
        changed,
        new DataScope(anywhere, tables, Set.of()),
        trialQuery(changed.entity(), isNull, expression),
        new Finding(
            "row of %s would get no value for %s, which is required".formatted(entity, field),
            "rows of %s would get no value for %s, which is required".formatted(entity, field),
            rows.examples(isNull, ", ", column),
            "Write `using sql(\"…\")` with an expression that is never null"),
        expression,
        refusal(
            rows,
            "row of %s on which the expression fails".formatted(entity),
            "rows of %s on which the expression fails".formatted(entity),
            changed),
        true,
        false);
    if (to.isLimitedString()) {
      tooLong(changed, new DataScope(anywhere, tables, Set.of()), to, value);
    }
  }

  /** PostgreSQL cuts off blanks that are too many without an error. */
  private void tooLong(EntityField changed, DataScope reads, FieldType to, String value) {
    String entity = changed.entity().name();
    RowQuery rows = new RowQuery(mapping, changed.entity());
    String text = value + "::text" + (PostgresTypes.isArray(to) ? "[]" : "");
    String condition =
        PostgresTypes.isArray(to) ? ofElements(text, isTooLong("e", to)) : isTooLong(text, to);
    script.check(
        "values of %s that are too long".formatted(changed.path()),
        mapping.table(entity),
        reads,
        new CheckQuery.Rows(
            "SELECT pg_catalog.count(*) FROM %s WHERE %s"
                .formatted(mapping.quotedTable(entity), condition),
            new Finding(
                "row of %s would get a value for %s that %s would cut"
                    .formatted(entity, changed.field().name(), to.text()),
                "rows of %s would get a value for %s that %s would cut"
                    .formatted(entity, changed.field().name(), to.text()),
                rows.examples(condition, ", ", text),
                "Write `using sql(\"…\")` with an expression whose length is at most %d"
                    .formatted(to.limit().getAsInt())),
            true));
  }

  private static String isTooLong(String text, FieldType to) {
    return "pg_catalog.char_length(%s) > %d".formatted(text, to.limit().getAsInt());
  }

  private static String ofElements(String array, String condition) {
    return "EXISTS (SELECT FROM pg_catalog.unnest(%s) AS u (e) WHERE %s)"
        .formatted(array, condition);
  }

  /**
   * Evaluates the expression for every row. The table has no alias, as in DDL, because the
   * expression may use the table's name. Functions outside the plan's expression are qualified, or
   * the types of their arguments match exactly: the schema may contain a {@code count} that takes
   * the expression's type.
   */
  private String trialQuery(Entity entity, String condition, String expression) {
    return "SELECT pg_catalog.count(*) FILTER (WHERE %s) + 0 * pg_catalog.count(%s) FROM %s"
        .formatted(condition, expression, mapping.quotedTable(entity.name()));
  }

  /**
   * Every value can be written as text, and every value that is not a text can be written as JSON.
   */
  private static boolean keepsEverything(FieldType from, FieldType to) {
    return to.isText() && !to.isLimitedString() && !from.isOf(Scalar.CHAR)
        || PostgresTypes.isJson(to) && !from.isText();
  }

  private Finding refusal(RowQuery rows, String one, String many, EntityField changed) {
    return new Finding(
        one,
        many,
        RefusedRows.examples(rows),
        """
        Write `using sql("…")` with an expression that takes them at the end of `change %s`, \
        or correct them before it with `update %s`\
        """
            .formatted(statement(changed), changed.entity().name()));
  }

  /**
   * @param schemaPath whether the query needs the search path of the schema, for SQL of the plan or
   *     the name of a native type
   */
  private void addCheck(
      EntityField changed,
      DataScope reads,
      String query,
      Finding change,
      String expression,
      Finding refusal,
      boolean schemaPath,
      boolean silent) {
    RowQuery rows = new RowQuery(mapping, changed.entity());
    script.check(
        "values of %s that do not fit".formatted(changed.path()),
        mapping.table(changed.entity().name()),
        reads,
        new CheckQuery.Trial(
            query,
            change,
            RefusedRows.search(
                rows,
                mapping.quotedTable(changed.entity().name()),
                expression,
                rows.column(changed.field().name())),
            RefusedRows.COUNT,
            refusal,
            schemaPath,
            silent));
  }

  /**
   * Compares with the labels that the schema declares, because the enum type may not exist yet when
   * the check runs.
   */
  private void labels(
      EntityField changed, RowQuery rows, DataScope reads, FieldType from, FieldType.OfEnum to) {
    List<String> labels =
        mapping.shape().enumType(to.name()).map(EnumType::allLabels).orElse(List.of());
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

    script.check(
        "values of %s that are not in %s".formatted(changed.path(), to.name()),
        mapping.table(entity.name()),
        reads,
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s holds a value of %s that the enum %s does not have"
                    .formatted(entity.name(), changed.field().name(), to.name()),
                "rows of %s hold a value of %s that the enum %s does not have"
                    .formatted(entity.name(), changed.field().name(), to.name()),
                rows.examples(condition, ", ", column),
                """
                Write `using sql("…")` with an expression that returns a value of %s at the end \
                of `change %s`\
                """
                    .formatted(to.name(), statement(changed)))));
  }

  /**
   * Values that a text with a limit would cut, and values that differ only in blanks at the end.
   */
  private void lengths(
      EntityField changed, RowQuery rows, DataScope reads, FieldType from, FieldType to) {
    String column = rows.column(changed.field().name());
    String condition = isNotKept(column, from, to);
    if (PostgresTypes.isArray(from)) {
      condition =
          PostgresTypes.isArray(to)
              ? ofElements(column, isNotKept("e", from, to))
              : isTooLong(column + "::text", to);
    }
    Entity entity = changed.entity();
    String field = changed.field().name();
    script.check(
        "values of %s that do not fit".formatted(changed.path()),
        mapping.table(entity.name()),
        reads,
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s holds a value of %s that %s does not keep as it is"
                    .formatted(entity.name(), field, to.text()),
                "rows of %s hold a value of %s that %s does not keep as it is"
                    .formatted(entity.name(), field, to.text()),
                rows.examples(condition, ", ", shown(column, from)),
                """
                Write `using sql("…")` with an expression whose length is at most %d%s at the end \
                of `change %s`, or correct them before it with `update %s`\
                """
                    .formatted(
                        to.limit().getAsInt(),
                        to.isOf(Scalar.CHAR) ? ", without blanks at its end," : "",
                        statement(changed),
                        entity.name()))));
  }

  /** The value of a message: a char with the blanks at its end, which a cast to text removes. */
  private static String shown(String column, FieldType from) {
    return from.isOf(Scalar.CHAR) && !from.isArray()
        ? "pg_catalog.rpad(%s::text, %d)".formatted(column, from.limit().getAsInt())
        : column;
  }

  private static String isNotKept(String value, FieldType from, FieldType to) {
    String text = from.isString() && !from.isOf(Scalar.CHAR) ? value : value + "::text";
    String tooLong = isTooLong(text, to);
    if (from.isOf(Scalar.CHAR) == to.isOf(Scalar.CHAR)) {
      return tooLong;
    }
    return from.isOf(Scalar.CHAR)
        ? "(%s OR pg_catalog.octet_length(%s) <> pg_catalog.octet_length(%s))"
            .formatted(tooLong, value, text)
        : "(%s OR %s ~ ' $')".formatted(tooLong, text);
  }
}
