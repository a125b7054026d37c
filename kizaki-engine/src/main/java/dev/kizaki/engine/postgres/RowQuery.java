package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.text.DisplayedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions about the rows of one table, and rows to show: the columns of its key first. The table
 * is called {@code t} in conditions and values.
 */
final class RowQuery {
  /** One more than is shown, so that who shows it sees that it was longer. */
  private static final int KEPT = DisplayedValue.LONGEST + 1;

  private final DatabaseMapping target;
  private final Entity entity;
  private final List<String> keys;

  /**
   * @param entity the entity as it is when the question is asked
   */
  RowQuery(DatabaseMapping target, Entity entity) {
    this(target, entity, entity.key().map(Key::fields).orElse(List.of()));
  }

  /**
   * @param keys the fields that name a row; empty where it has no key at the moment
   */
  RowQuery(DatabaseMapping target, Entity entity, List<String> keys) {
    this.target = target;
    this.entity = entity;
    this.keys = List.copyOf(keys);
  }

  /** The table under its short name. */
  String from() {
    return target.quotedTable(entity.name()) + " AS t";
  }

  /** A column of it. */
  String column(String field) {
    return "t." + target.quotedColumn(field);
  }

  /** How many rows meet the condition. */
  String count(String condition) {
    return sql("SELECT count(*) FROM").words(from()).words("WHERE").words(condition).text();
  }

  /**
   * Some rows that meet the condition.
   *
   * @param values expressions to show beside the key
   */
  RowExamples examples(String condition, String between, String... values) {
    return examples(condition, keyOrder(), between, List.of(values));
  }

  /**
   * @param order what they are sorted by
   */
  RowExamples examples(String condition, String order, String between, List<String> values) {
    String query =
        sql("SELECT")
            .words(texts(values))
            .words("FROM")
            .words(from())
            .words("WHERE")
            .words(condition)
            .wordsIf(!order.isEmpty(), "ORDER BY " + order)
            .words("LIMIT")
            .words(Integer.toString(RowExamples.MOST))
            .text();
    return new RowExamples(query, keys, between);
  }

  /** The key's columns and the values as texts, no longer than needed. */
  String texts(List<String> values) {
    List<String> texts = new ArrayList<>();
    Stream.concat(keys.stream().map(this::column), values.stream())
        .forEach(each -> texts.add("left((%s)::text, %d)".formatted(each, KEPT)));
    return texts.isEmpty() ? "NULL::text" : String.join(", ", texts);
  }

  List<String> keys() {
    return keys;
  }

  String keyOrder() {
    return keys.stream().map(this::column).collect(Collectors.joining(", "));
  }

  /** What the answers depend on: the rows, their key, and these fields. */
  Set<ColumnName> reads(String... fields) {
    Set<ColumnName> reads = new HashSet<>();
    reads.add(ColumnName.rowsOf(target.table(entity.name())));
    Stream.concat(keys.stream(), Stream.of(fields))
        .forEach(field -> reads.add(target.column(entity.name(), field)));
    return reads;
  }
}
