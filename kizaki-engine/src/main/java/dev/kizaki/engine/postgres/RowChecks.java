package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data checks that find the rows because of which PostgreSQL would refuse the next command. */
final class RowChecks {
  private static final String SEPARATOR = ", ";

  private final DatabaseMapping mapping;
  private final SqlScript script;

  RowChecks(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  /** A required field is added without a value for existing rows, so the table must be empty. */
  void noRows(Entity after, Field added) {
    RowQuery rows = without(after, added);
    addCheck(
        "rows of %s".formatted(after.name()),
        after,
        rows.reads(),
        new CheckQuery.Rows(
            rows.count("true"),
            new Finding(
                "row of %s would have no value for the required field %s"
                    .formatted(after.name(), added.name()),
                "rows of %s would have no value for the required field %s"
                    .formatted(after.name(), added.name()),
                rows.examples("true", SEPARATOR),
                "Write `backfill` with a value behind `add %s.%s`, or give the field a default"
                    .formatted(after.name(), added.name()))));
  }

  /** A unique field is added with the same value for all rows, so there may be at most one row. */
  void atMostOneRow(Entity after, Field added) {
    RowQuery rows = without(after, added).ofOwnRows();
    String problem =
        "rows of %s would get the same value in the unique field %s"
            .formatted(after.name(), added.name());
    addCheck(
        "second row of %s".formatted(after.name()),
        after,
        rows.reads(),
        new CheckQuery.Rows(
            "SELECT CASE WHEN count(*) > 1 THEN count(*) ELSE 0 END FROM " + rows.from(),
            new Finding(
                problem,
                problem,
                rows.examples("true", SEPARATOR),
                """
                Write `backfill sql("…")` after `add %s.%s` with an expression that returns \
                a different value for each row\
                """
                    .formatted(after.name(), added.name()))));
  }

  /**
   * The rows, without a key for examples if the key contains this field, which has no value in
   * them.
   */
  private RowQuery without(Entity after, Field added) {
    boolean named = after.key().filter(key -> key.fields().contains(added.name())).isEmpty();
    return named ? new RowQuery(mapping, after) : new RowQuery(mapping, after, List.of());
  }

  /**
   * A field becomes required, so no row may lack a value.
   *
   * @param value the expression that must not be null; the table is called {@code t} in it
   */
  void noNulls(Entity entity, Field field, String value) {
    nulls(
        entity,
        field,
        value + " IS NULL",
        "no value for %s, which becomes required".formatted(field.name()),
        "Write `backfill` with a value at the end of `change %s.%s`"
            .formatted(entity.name(), field.name()));
  }

  /** A required field was filled with an expression, which may have returned null. */
  void allFilled(Entity entity, Field field, String remedy) {
    nulls(
        entity,
        field,
        new RowQuery(mapping, entity).column(field.name()) + " IS NULL",
        "no value for the required field %s after the backfill".formatted(field.name()),
        remedy);
  }

  /** A required generated field was added, whose expression may have returned null. */
  void allComputed(Entity entity, Field field) {
    nulls(
        entity,
        field,
        new RowQuery(mapping, entity).column(field.name()) + " IS NULL",
        "no value for the required field %s, because its expression returns null"
            .formatted(field.name()),
        "Write an expression that is never null, or ? behind the type of %s.%s"
            .formatted(entity.name(), field.name()));
  }

  /**
   * @param problem what follows "row of X has" and "rows of X have" in the message
   */
  private void nulls(Entity entity, Field field, String condition, String problem, String remedy) {
    RowQuery rows = without(entity, field);
    addCheck(
        "rows of %s without %s".formatted(entity.name(), field.name()),
        entity,
        rows.reads(field.name()),
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s has %s".formatted(entity.name(), problem),
                "rows of %s have %s".formatted(entity.name(), problem),
                rows.examples(condition, SEPARATOR),
                remedy)));
  }

  /**
   * A key, unique or unique index is added: finds the rows that it would refuse. Null is not equal
   * to any value, unless the group says so.
   */
  void noDuplicates(Entity entity, FieldGroup group) {
    noDuplicates(
        entity,
        group,
        """
        Before it, write an `update %s` or a `run sql("delete …")` that leaves one row of each\
        """
            .formatted(entity.name()));
  }

  /**
   * @param remedy what to write in the plan, a sentence without its full stop
   */
  void noDuplicates(Entity entity, FieldGroup group, String remedy) {
    if (group instanceof Index index && !index.expressions().isEmpty()) {
      new ChangedUniques(mapping, script).areUnique(entity, index, remedy);
      return;
    }
    if (group instanceof Key) {
      keyIsComplete(entity, group);
    }
    RowQuery rows =
        (group instanceof Key
                ? new RowQuery(mapping, entity, List.of())
                : new RowQuery(mapping, entity))
            .ofOwnRows();
    List<String> columns = group.fields().stream().map(rows::column).toList();
    String list = String.join(", ", columns);
    String sharing =
        sql("FROM")
            .words(rows.from())
            .wordsIf(
                !group.nullsNotDistinct(),
                columns.stream()
                    .map(each -> each + " IS NOT NULL")
                    .collect(Collectors.joining(" AND ", "WHERE ", "")))
            .words("GROUP BY")
            .words(list)
            .words("HAVING count(*) > 1")
            .text();
    String names = names(group);
    String problem = "rows of %s share %s with another row".formatted(entity.name(), names);
    String order = rows.keyOrder().isEmpty() ? list : list + ", " + rows.keyOrder();
    addCheck(
        "rows of %s that share %s".formatted(entity.name(), names),
        entity,
        rows.reads(group.fields().toArray(String[]::new)),
        new CheckQuery.Rows(
            "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n %s) AS d".formatted(sharing),
            new Finding(
                problem,
                problem,
                rows.examples(
                    group.nullsNotDistinct()
                        ? shares(columns, sharing)
                        : "(%1$s) IN (SELECT %1$s %2$s)".formatted(list, sharing),
                    order,
                    SEPARATOR,
                    columns),
                remedy)));
  }

  /** Whether the row has the values of a row of the query, where nulls are equal. */
  private static String shares(List<String> columns, String sharing) {
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(each -> "%s AS v%d".formatted(columns.get(each), each))
            .collect(Collectors.joining(", "));
    String equal =
        IntStream.range(0, columns.size())
            .mapToObj(each -> "d.v%d IS NOT DISTINCT FROM %s".formatted(each, columns.get(each)))
            .collect(Collectors.joining(" AND "));
    return "EXISTS (SELECT FROM (SELECT %s %s) AS d WHERE %s)".formatted(values, sharing, equal);
  }

  private void keyIsComplete(Entity entity, FieldGroup key) {
    List<Field> nullable =
        key.fields().stream()
            .flatMap(name -> entity.field(name).stream())
            .filter(Field::nullable)
            .toList();
    for (Field field : nullable) {
      RowQuery rows = new RowQuery(mapping, entity);
      nulls(
          entity,
          field,
          rows.column(field.name()) + " IS NULL",
          "no value for %s, which the key needs".formatted(field.name()),
          "Before it, write `update %s set %s = …`".formatted(entity.name(), field.name()));
    }
  }

  private static String names(FieldGroup group) {
    return group.fields().size() == 1
        ? group.fields().get(0)
        : "(" + String.join(", ", group.fields()) + ")";
  }

  /**
   * A reference is added to fields that may already have values: each must exist in the referenced
   * entity. Rows with null in one of them are not checked (documentation, section 5.5.5).
   */
  void noOrphans(ForeignKey key) {
    Entity entity = key.entity();
    RowQuery rows = new RowQuery(mapping, entity).ofOwnRows();
    List<String> columns = key.fields().stream().map(rows::column).toList();
    String condition =
        columns.stream().map(each -> each + " IS NOT NULL").collect(Collectors.joining(" AND "))
            + " AND NOT EXISTS (SELECT FROM %s AS p WHERE %s)"
                .formatted(
                    CheckQuery.OWN_ROWS + mapping.quotedTable(key.target()), equal(key, columns));
    Set<ColumnName> reads = rows.reads(key.fields().toArray(String[]::new));
    reads.add(ColumnName.rowsOf(mapping.table(key.target())));
    mapping
        .referencedColumns(key)
        .forEach(each -> reads.add(new ColumnName(mapping.table(key.target()), each)));
    boolean single = key.fields().size() == 1;
    String fields = single ? key.fields().get(0) : "(" + String.join(", ", key.fields()) + ")";
    String problem =
        (single ? "a value in %s that no row of %s has" : "values in %s that no row of %s has")
            .formatted(fields, key.target());
    addCheck(
        "rows of %s whose %s leads to no %s".formatted(entity.name(), fields, key.target()),
        entity,
        reads,
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s has %s".formatted(entity.name(), problem),
                "rows of %s have %s".formatted(entity.name(), problem),
                rows.examples(condition, SEPARATOR, columns.toArray(String[]::new)),
                """
                Before it, write `update %s set %s = …`, or insert the missing rows of %s with \
                `run sql("insert …")`\
                """
                    .formatted(entity.name(), String.join(" = …, ", key.fields()), key.target()))));
  }

  /** The condition that the referenced row {@code p} has the values. */
  private String equal(ForeignKey key, List<String> columns) {
    List<String> referenced = mapping.referencedColumns(key);
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      FieldType from = mapping.columnType(key.entity().field(key.fields().get(i)).orElseThrow());
      FieldType to =
          mapping.columnType(new FieldType.Reference(key.target(), key.targetFields().get(i)));
      String value =
          ReferenceTypes.comparesAsChar(from, to) ? columns.get(i) + "::bpchar" : columns.get(i);
      equal.add("p.%s = %s".formatted(Quoting.identifier(referenced.get(i)), value));
    }
    return String.join(" AND ", equal);
  }

  /**
   * A check is added, changed or validated: finds the rows for which it is false. It can be null. A
   * check that is not valid is not compared with the rows that are there.
   */
  void fulfilled(Entity entity, Check check) {
    if (check.notValid()) {
      return;
    }
    RowQuery rows = new RowQuery(mapping, entity);
    String condition = isFalse(entity, check);
    addCheck(
        "rows of %s for which %s is false".formatted(entity.name(), check.text()),
        entity,
        rows.reads(check.expression().fields().toArray(String[]::new)),
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s does not fulfil %s".formatted(entity.name(), check.text()),
                "rows of %s do not fulfil %s".formatted(entity.name(), check.text()),
                rows.examples(
                    condition,
                    SEPARATOR,
                    check.expression().fields().stream().map(rows::column).toArray(String[]::new)),
                """
                Before it, write an `update %s` or a `run sql("delete …")`, or change the check\
                """
                    .formatted(entity.name())),
            true));
  }

  /** The expression can name the table too, which has the alias {@code t} in the queries. */
  private String isFalse(Entity entity, Check check) {
    String table = mapping.table(entity.name()).table();
    String isFalse = "(%s) IS FALSE".formatted(check.sql());
    return ExpressionText.columns(check.sql(), Set.of(table)).isEmpty()
            && !check.sql().contains(table + ".")
        ? isFalse
        : "EXISTS (SELECT FROM (SELECT t.*) AS %s WHERE %s)"
            .formatted(Quoting.identifier(table), isFalse);
  }

  /** An enum value is dropped without a replacement, so no row may hold it. */
  void labelIsUnused(EntityField of, DropEnumValue drop, String label) {
    RowQuery rows = new RowQuery(mapping, of.entity());
    String column = rows.column(of.field().name());
    String condition =
        PostgresTypes.isArray(mapping.columnType(of.field()))
            ? string(label) + " = ANY (" + column + "::text[])"
            : column + "::text = " + string(label);
    String entity = of.entity().name();
    String field = of.field().name();
    addCheck(
        "rows of %s with %s in %s".formatted(entity, drop.value(), field),
        of.entity(),
        rows.reads(field),
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s holds %s in %s".formatted(entity, drop.value(), field),
                "rows of %s hold %s in %s".formatted(entity, drop.value(), field),
                rows.examples(condition, SEPARATOR),
                "Write the value they get behind `drop value %s.%s ->`"
                    .formatted(drop.enumName(), drop.value()))));
  }

  private void addCheck(String subject, Entity entity, Set<ColumnName> reads, CheckQuery query) {
    script.check(subject, mapping.table(entity.name()), DataScope.ofColumns(reads), query);
  }
}
