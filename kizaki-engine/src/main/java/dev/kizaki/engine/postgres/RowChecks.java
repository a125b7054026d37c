package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions about rows that PostgreSQL would refuse in the command behind them. */
final class RowChecks {
  private static final String IN_BETWEEN = ", ";

  private final DatabaseMapping target;
  private final SqlScript script;

  RowChecks(DatabaseMapping target, SqlScript script) {
    this.target = target;
    this.script = script;
  }

  /** A required field comes, and nobody said what existing rows get. */
  void noRows(Entity after, Field added) {
    RowQuery rows = without(after, added);
    ask(
        "rows of " + after.name(),
        after,
        rows.reads(),
        new CheckQuery.Rows(
            rows.count("true"),
            new Finding(
                "row of " + after.name() + " would have no value for " + required(added),
                "rows of " + after.name() + " would have no value for " + required(added),
                rows.examples("true", IN_BETWEEN),
                "Write `backfill` with a value behind `add "
                    + after.name()
                    + "."
                    + added.name()
                    + "`, or give the field a default")));
  }

  private static String required(Field field) {
    return "the required field " + field.name();
  }

  /** A field comes with one value for all rows, and no two rows may share it. */
  void atMostOneRow(Entity after, Field added) {
    RowQuery rows = without(after, added);
    String problem =
        "rows of "
            + after.name()
            + " would share one value of "
            + added.name()
            + ", a unique field";
    ask(
        "second row of " + after.name(),
        after,
        rows.reads(),
        new CheckQuery.Rows(
            "SELECT CASE WHEN count(*) > 1 THEN count(*) ELSE 0 END FROM " + rows.from(),
            new Finding(
                problem,
                problem,
                rows.examples("true", IN_BETWEEN),
                "Write `backfill sql(\"…\")` behind `add "
                    + after.name()
                    + "."
                    + added.name()
                    + "` with an expression that differs from row to row")));
  }

  /** The rows as they are named without the field that comes. */
  private RowQuery without(Entity after, Field added) {
    boolean named = after.key().filter(key -> key.fields().contains(added.name())).isEmpty();
    return named ? new RowQuery(target, after) : new RowQuery(target, after, List.of());
  }

  /**
   * A field becomes required.
   *
   * @param value the expression that must not be null, over the table {@code t}
   */
  void noNulls(Entity entity, Field field, String value) {
    nulls(
        entity,
        field,
        value + " IS NULL",
        "no value for %s, which becomes required".formatted(field.name()),
        "Write `backfill` with a value at the end of `change "
            + entity.name()
            + "."
            + field.name()
            + "`");
  }

  /** A required field was filled with an expression. */
  void allFilled(Entity entity, Field field, String remedy) {
    nulls(
        entity,
        field,
        new RowQuery(target, entity).column(field.name()) + " IS NULL",
        "no value for the required field %s although it was filled".formatted(field.name()),
        "no value for the required field %s although they were filled".formatted(field.name()),
        remedy);
  }

  private void nulls(Entity entity, Field field, String condition, String lack, String remedy) {
    nulls(entity, field, condition, lack, lack, remedy);
  }

  /**
   * @param lackOfOne what a single row has, in words
   * @param lackOfMany what any other number of rows have
   */
  private void nulls(
      Entity entity,
      Field field,
      String condition,
      String lackOfOne,
      String lackOfMany,
      String remedy) {
    RowQuery rows = without(entity, field);
    ask(
        "rows of " + entity.name() + " without " + field.name(),
        entity,
        rows.reads(field.name()),
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of %s has %s".formatted(entity.name(), lackOfOne),
                "rows of %s have %s".formatted(entity.name(), lackOfMany),
                rows.examples(condition, IN_BETWEEN),
                remedy)));
  }

  /** A key or unique comes: what PostgreSQL's index would refuse. Nulls are equal to nothing. */
  void noDuplicates(Entity entity, FieldGroup group) {
    if (group instanceof Key) {
      keyIsComplete(entity, group);
    }
    RowQuery rows =
        group instanceof Key
            ? new RowQuery(target, entity, List.of())
            : new RowQuery(target, entity);
    List<String> columns = group.fields().stream().map(rows::column).toList();
    String list = String.join(", ", columns);
    String sharing =
        sql("FROM")
            .words(rows.from())
            .words("WHERE")
            .words(
                columns.stream()
                    .map(each -> each + " IS NOT NULL")
                    .collect(Collectors.joining(" AND ")))
            .words("GROUP BY")
            .words(list)
            .words("HAVING count(*) > 1")
            .text();
    String names = names(group);
    String problem = "rows of " + entity.name() + " share " + names + " with another row";
    String order = rows.keyOrder().isEmpty() ? list : list + ", " + rows.keyOrder();
    ask(
        "rows of " + entity.name() + " that share " + names,
        entity,
        rows.reads(group.fields().toArray(String[]::new)),
        new CheckQuery.Rows(
            "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n %s) AS d".formatted(sharing),
            new Finding(
                problem,
                problem,
                rows.examples(
                    "(%1$s) IN (SELECT %1$s %2$s)".formatted(list, sharing),
                    order,
                    IN_BETWEEN,
                    columns),
                "Before it, write an `update "
                    + entity.name()
                    + "` or a `run sql(\"delete …\")` that leaves one row of each")));
  }

  private void keyIsComplete(Entity entity, FieldGroup key) {
    List<Field> nullable =
        key.fields().stream()
            .flatMap(name -> entity.field(name).stream())
            .filter(Field::nullable)
            .toList();
    for (Field field : nullable) {
      RowQuery rows = new RowQuery(target, entity);
      nulls(
          entity,
          field,
          rows.column(field.name()) + " IS NULL",
          "no value for %s, which the key needs".formatted(field.name()),
          "Before it, write `update " + entity.name() + " set " + field.name() + " = …`");
    }
  }

  private static String names(FieldGroup group) {
    return group.fields().size() == 1
        ? group.fields().get(0)
        : "(" + String.join(", ", group.fields()) + ")";
  }

  /** A reference comes over values that are there. */
  void noOrphans(Entity entity, Field field, FieldType.Reference to) {
    RowQuery rows = new RowQuery(target, entity);
    String column = rows.column(field.name());
    String referenced = Quoting.identifier(target.referencedColumn(to));
    String condition =
        "%1$s IS NOT NULL AND NOT EXISTS (SELECT FROM %2$s AS p WHERE p.%3$s = %1$s)"
            .formatted(column, target.quotedTable(to.entity()), referenced);
    Set<ColumnName> reads = rows.reads(field.name());
    reads.add(ColumnName.rowsOf(target.table(to.entity())));
    reads.add(new ColumnName(target.table(to.entity()), target.referencedColumn(to)));
    String end = " by " + field.name() + " to no row of " + to.entity();
    ask(
        "rows of " + entity.name() + " whose " + field.name() + " leads to no " + to.entity(),
        entity,
        reads,
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of " + entity.name() + " refers" + end,
                "rows of " + entity.name() + " refer" + end,
                rows.examples(condition, IN_BETWEEN, column),
                "Before it, write `update "
                    + entity.name()
                    + " set "
                    + field.name()
                    + " = …`, or insert the missing rows of "
                    + to.entity()
                    + " with `run sql(\"insert …\")`")));
  }

  /** An enum value goes of which a person said that no row holds it. */
  void labelIsUnused(EntityField of, DropEnumValue drop) {
    RowQuery rows = new RowQuery(target, of.entity());
    String column = rows.column(of.field().name());
    String condition =
        PostgresTypes.isArray(target.columnType(of.field()))
            ? string(drop.value()) + " = ANY (" + column + "::text[])"
            : column + "::text = " + string(drop.value());
    String end = " " + drop.value() + " in " + of.field().name();
    ask(
        "rows of " + of.entity().name() + " with" + end,
        of.entity(),
        rows.reads(of.field().name()),
        new CheckQuery.Rows(
            rows.count(condition),
            new Finding(
                "row of " + of.entity().name() + " holds" + end,
                "rows of " + of.entity().name() + " hold" + end,
                rows.examples(condition, IN_BETWEEN),
                "Write the value they get behind `drop value "
                    + drop.enumName()
                    + "."
                    + drop.value()
                    + " ->`")));
  }

  private void ask(String subject, Entity entity, Set<ColumnName> reads, CheckQuery probe) {
    script.check(subject, target.table(entity.name()), DataScope.ofColumns(reads), probe);
  }
}
