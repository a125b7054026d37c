package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * What a data check found, without the number.
 *
 * @param one the problem after the number 1: {@code row of Task has no title}
 * @param many the problem after any other number: {@code rows of Task have no title}
 * @param examples the query for examples
 * @param remedy what to write in the plan, a sentence without its full stop
 */
public record Finding(String one, String many, RowExamples examples, String remedy) {
  public Finding {
    Objects.requireNonNull(one, "one");
    Objects.requireNonNull(many, "many");
    Objects.requireNonNull(examples, "examples");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** The number and the problem. */
  public String text(long count) {
    return count + " " + (count == 1 ? one : many);
  }
}
