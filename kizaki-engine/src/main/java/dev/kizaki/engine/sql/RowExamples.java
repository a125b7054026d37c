package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;

/**
 * How to name some of the rows that a check found.
 *
 * @param query one row an example, all columns texts: first one a key, then the values
 * @param keys what the first columns are called; empty where rows have no key at the moment
 * @param between what stands between two values
 */
public record RowExamples(String query, List<String> keys, String between) {
  /** At most so many rows are named; objects are named all. */
  public static final int MOST = 5;

  public RowExamples {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(between, "between");
    keys = List.copyOf(keys);
  }
}
