package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;

/**
 * The query for examples of the rows that a check found.
 *
 * @param query returns one row for each example; all columns are texts, first those of the key,
 *     then the values
 * @param keys the names of the key's columns; empty if rows have no key at that moment
 * @param between the separator of two values
 */
public record RowExamples(String query, List<String> keys, String between) {
  /** The largest number of rows in a message; objects are always listed completely. */
  public static final int MOST = 5;

  public RowExamples {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(between, "between");
    keys = List.copyOf(keys);
  }
}
