package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * What a data check found, but for the number.
 *
 * @param one what is wrong, to be read after the number 1: {@code row of Task has no title}
 * @param many the same after any other number: {@code rows of Task have no title}
 * @param examples how to name some of them
 * @param remedy what to write in the plan, a sentence without its full stop
 */
public record Finding(String one, String many, RowExamples examples, String remedy) {
  public Finding {
    Objects.requireNonNull(one, "one");
    Objects.requireNonNull(many, "many");
    Objects.requireNonNull(examples, "examples");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** The number and what is wrong. */
  public String text(long count) {
    return count + " " + (count == 1 ? one : many);
  }
}
