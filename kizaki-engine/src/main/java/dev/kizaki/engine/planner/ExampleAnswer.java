package dev.kizaki.engine.planner;

import java.util.Objects;
import java.util.Optional;

/**
 * An answer that a question offers as an example.
 *
 * @param value the answer, such as {@code sql("points::int")}
 * @param loss what the answer loses of the values, such as {@code the time of day is lost}; absent
 *     if it keeps every value that PostgreSQL does not refuse
 */
public record ExampleAnswer(String value, Optional<String> loss) {
  public ExampleAnswer {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(loss, "loss");
  }

  /** An answer that keeps every value that PostgreSQL does not refuse. */
  public static ExampleAnswer keeping(String value) {
    return new ExampleAnswer(value, Optional.empty());
  }

  static ExampleAnswer losing(String value, String loss) {
    return new ExampleAnswer(value, Optional.of(loss));
  }
}
