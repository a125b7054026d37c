package dev.kizaki.engine.shape;

import java.util.Optional;

/** What PostgreSQL refuses in the options of a sequence (documentation, CREATE SEQUENCE). */
public final class SequenceRules {
  private SequenceRules() {}

  /**
   * A mistake.
   *
   * @param option the word of the option to correct
   * @param text what is wrong, in one sentence without a final period
   */
  public record Problem(String option, String text) {}

  /**
   * The first mistake, if there is one.
   *
   * @param usual the type of the sequence without the option
   */
  public static Optional<Problem> problem(SequenceOptions options, Scalar usual) {
    Scalar type = options.type(usual);
    if (!type.isInteger()) {
      return problem("type", "a sequence has the type smallint, int or bigint");
    }
    if (options.increment() == 0) {
      return problem("increment", "a sequence cannot be incremented by 0");
    }
    if (options.cache() < 1) {
      return problem("cache", "a session takes at least 1 number at once");
    }
    Optional<Problem> outside =
        outside("min", options.min(), type).or(() -> outside("max", options.max(), type));
    if (outside.isPresent()) {
      return outside;
    }
    long min = options.min(usual);
    long max = options.max(usual);
    if (min >= max) {
      return problem(
          options.max().isPresent() ? "max" : "min",
          "the smallest number %d is not less than the largest one, %d".formatted(min, max));
    }
    long start = options.start(usual);
    return start < min || start > max
        ? problem("start", "the first number %d is not from %d to %d".formatted(start, min, max))
        : Optional.empty();
  }

  private static Optional<Problem> outside(String option, Optional<Long> limit, Scalar type) {
    return limit
        .filter(given -> given < NumberLiterals.least(type) || given > NumberLiterals.most(type))
        .flatMap(
            given ->
                problem(
                    option,
                    "%s has no number %d: its numbers are from %d to %d"
                        .formatted(
                            type.word(),
                            given,
                            NumberLiterals.least(type),
                            NumberLiterals.most(type))));
  }

  private static Optional<Problem> problem(String option, String text) {
    return Optional.of(new Problem(option, text));
  }
}
