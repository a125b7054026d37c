package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.text.DisplayedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Queries on the rows of one table: how many there are, and examples for a message, which show the
 * columns of the key first. The table is called {@code t} in conditions and values.
 */
final class RowQuery {
  /**
   * One character more than a message shows, so that the message can mark the text as shortened.
   */
  static final int KEPT = DisplayedValue.LONGEST + 1;

  private final DatabaseMapping mapping;
  private final Entity entity;
  private final List<String> keys;
  private final boolean own;

  /**
   * @param entity the entity in the state in which the check runs
   */
  RowQuery(DatabaseMapping mapping, Entity entity) {
    this(mapping, entity, entity.key().map(Key::fields).orElse(List.of()));
  }

  /**
   * @param keys the fields that identify a row; empty if the table has no key at that moment
   */
  RowQuery(DatabaseMapping mapping, Entity entity, List<String> keys) {
    this(mapping, entity, keys, false);
  }

  private RowQuery(DatabaseMapping mapping, Entity entity, List<String> keys, boolean own) {
    this.mapping = mapping;
    this.entity = entity;
    this.keys = List.copyOf(keys);
    this.own = own;
  }

  /**
   * The same without the rows of tables that inherit from this one: keys, uniques and foreign keys
   * do not apply to those (documentation, section 5.11.1).
   */
  RowQuery ofOwnRows() {
    return new RowQuery(mapping, entity, keys, true);
  }

  /** The table with its alias {@code t}. */
  String from() {
    String table = Quoting.table(mapping.table(entity.name()));
    return (own ? CheckQuery.OWN_ROWS : "") + table + " AS t";
  }

  /** A column of the table, with the alias {@code t}. */
  String column(String field) {
    return "t." + Quoting.identifier(mapping.columnName(entity, field));
  }

  /** Counts the rows for which the condition is true. */
  String count(String condition) {
    return sql("SELECT count(*) FROM").words(from()).words("WHERE").words(condition).text();
  }

  /**
   * Selects some rows for which the condition is true.
   *
   * @param values expressions to show after the key
   */
  RowExamples examples(String condition, String between, String... values) {
    return examples(condition, keyOrder(), between, List.of(values));
  }

  /**
   * @param order the expressions of {@code ORDER BY}; empty for no order
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

  /** The columns of the key and the values as texts, cut to the length that a message can show. */
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

  /** What the result depends on: the rows, these fields, and how the key's columns are called. */
  Set<ColumnName> reads(String... fields) {
    Set<ColumnName> reads = new HashSet<>();
    reads.add(ColumnName.rowsOf(mapping.table(entity.name())));
    keys.forEach(key -> reads.add(ColumnName.nameOf(columnName(key))));
    Stream.of(fields).forEach(field -> reads.add(columnName(field)));
    return reads;
  }

  private ColumnName columnName(String field) {
    return new ColumnName(mapping.table(entity.name()), mapping.columnName(entity, field));
  }
}
