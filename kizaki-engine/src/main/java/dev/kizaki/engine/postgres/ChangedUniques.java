package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data checks for keys and uniques over values that a statement changes: rows that differ before it
 * may be equal after it, and PostgreSQL would refuse the command.
 */
final class ChangedUniques {
  private final DatabaseMapping mapping;
  private final SqlScript script;

  ChangedUniques(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  /**
   * New values of one entity.
   *
   * @param expressions by field, over the columns of the table without an alias
   * @param ofThePlan whether they contain SQL of the plan
   * @param anywhere whether they read other rows or tables
   * @param types the enum types that they use
   */
  record NewValues(
      Entity entity,
      Map<String, String> expressions,
      boolean ofThePlan,
      boolean anywhere,
      Set<TableName> types) {
    NewValues {
      expressions = Map.copyOf(expressions);
      types = Set.copyOf(types);
    }
  }

  /**
   * Checks each key and unique that contains one of the fields.
   *
   * @param remedy what to write in the plan, a sentence without its full stop
   */
  void stayUnique(NewValues values, String remedy) {
    Entity entity = values.entity();
    entity
        .groups()
        .filter(FieldGroup::isUnique)
        .filter(group -> isOver(group, values.expressions().keySet()))
        .forEach(group -> check(values, group, "would share", remedy));
  }

  private static boolean isOver(FieldGroup group, Set<String> fields) {
    return group.fields().stream().anyMatch(fields::contains)
        || fields.stream().anyMatch(group::usesInExpression);
  }

  /**
   * Checks the rows as they are for an index that has an expression or a predicate.
   *
   * @param remedy what to write in the plan, a sentence without its full stop
   */
  void areUnique(Entity entity, Index index, String remedy) {
    check(new NewValues(entity, Map.of(), true, false, Set.of()), index, "share", remedy);
  }

  private void check(NewValues values, FieldGroup group, String share, String remedy) {
    Entity entity = values.entity();
    List<String> keys =
        group instanceof Key ? List.of() : entity.key().map(Key::fields).orElse(List.of());
    RowQuery rows = new RowQuery(mapping, entity, keys);
    String names = names(group);
    String problem =
        "rows of %s %s %s with another row%s".formatted(entity.name(), share, names, among(group));
    script.check(
        "rows of %s that %s %s%s".formatted(entity.name(), share, names, among(group)),
        mapping.table(entity.name()),
        reads(values, rows, group),
        new CheckQuery.Rows(
            count(values, group),
            new Finding(problem, problem, examples(values, group, keys), remedy),
            values.ofThePlan() || !group.expressions().isEmpty()));
  }

  /** What the rows have in common: fields, and expressions as they are written. */
  private static String names(FieldGroup group) {
    List<String> names =
        group instanceof Index index
            ? index.elements().stream()
                .map(each -> each.field().orElseGet(() -> each.expression().orElseThrow().text()))
                .toList()
            : group.fields();
    return names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")";
  }

  private static String among(FieldGroup group) {
    return group instanceof Index index
        ? index.where().map(each -> " of those where " + each.text()).orElse("")
        : "";
  }

  /** An expression of the plan may read every column. */
  private DataScope reads(NewValues values, RowQuery rows, FieldGroup group) {
    Set<TableName> tables = new HashSet<>(values.types());
    if (values.ofThePlan()) {
      tables.add(mapping.table(values.entity().name()));
    }
    Stream<String> fields = group.fields().stream();
    if (!group.expressions().isEmpty()) {
      fields = group.allFields();
      // A value of an enum may stand in an expression.
      mapping.shape().enums().forEach(each -> tables.add(mapping.type(each.name())));
    }
    return new DataScope(values.anywhere(), tables, rows.reads(fields.toArray(String[]::new)));
  }

  private String count(NewValues values, FieldGroup group) {
    String list = names("v", size(group));
    return "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM %s%s GROUP BY %s"
            .formatted(changed(values, group, List.of()), notNull(group), list)
        + " HAVING count(*) > 1) AS d";
  }

  /** Without a comparison, because the schema may contain an operator for the values' types. */
  private RowExamples examples(NewValues values, FieldGroup group, List<String> keys) {
    String list = names("v", size(group));
    String all = keys.isEmpty() ? list : names("k", keys.size()) + ", " + list;
    String query =
        sql("SELECT")
            .words(
                Stream.of(all.split(", "))
                    .map(each -> "left(%s::text, %d)".formatted(each, RowQuery.KEPT))
                    .collect(Collectors.joining(", ")))
            .words("FROM (SELECT *, count(*) OVER (PARTITION BY")
            .words(list)
            .words(") AS n FROM")
            .words(changed(values, group, keys) + notNull(group))
            .words(") AS d WHERE n > 1 ORDER BY")
            .words(keys.isEmpty() ? list : list + ", " + names("k", keys.size()))
            .words("LIMIT")
            .words(Integer.toString(RowExamples.MOST))
            .text();
    return new RowExamples(query, keys, ", ");
  }

  /** The rows with their new values. */
  private String changed(NewValues values, FieldGroup group, List<String> keys) {
    if (!group.expressions().isEmpty()) {
      return new ExpressionRows(mapping, values.entity(), values.expressions())
          .query((Index) group, keys);
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(mapping.quotedColumn(values.entity().name(), keys.get(i)) + " AS k" + i);
    }
    for (int i = 0; i < group.fields().size(); i++) {
      String field = group.fields().get(i);
      columns.add(
          values
                  .expressions()
                  .getOrDefault(field, mapping.quotedColumn(values.entity().name(), field))
              + " AS v"
              + i);
    }
    return "(SELECT %s FROM %s) AS c"
        .formatted(
            String.join(", ", columns),
            CheckQuery.OWN_ROWS + Quoting.table(mapping.table(values.entity().name())));
  }

  /** Null is not equal to any value, unless the group says so. */
  private static String notNull(FieldGroup group) {
    return group.nullsNotDistinct()
        ? ""
        : IntStream.range(0, size(group))
            .mapToObj(each -> "v" + each + " IS NOT NULL")
            .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private static int size(FieldGroup group) {
    return group.elementTexts().size();
  }

  private static String names(String letter, int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> letter + each)
        .collect(Collectors.joining(", "));
  }
}
