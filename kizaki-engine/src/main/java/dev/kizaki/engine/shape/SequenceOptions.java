package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The options of a sequence (PostgreSQL documentation, CREATE SEQUENCE). What PostgreSQL takes
 * anyway is absent, once the options are {@link #normalised}.
 *
 * @param type {@code smallint}, {@code int} or {@code bigint}; absent for the type that the
 *     sequence has without this option: {@code bigint}, or that of the column that owns it
 * @param increment what is added for the next number, never 0; a negative one makes a descending
 *     sequence
 * @param min the smallest number; absent for 1, of a descending sequence for the smallest one of
 *     the type
 * @param max the largest number; absent for the largest one of the type, of a descending sequence
 *     for -1
 * @param start the first number; absent for the smallest one, of a descending sequence for the
 *     largest one
 * @param cache how many numbers a session takes at once, at least 1
 * @param cycle whether the sequence begins again after its last number
 */
public record SequenceOptions(
    Optional<Scalar> type,
    long increment,
    Optional<Long> min,
    Optional<Long> max,
    Optional<Long> start,
    long cache,
    boolean cycle) {
  /** The words of the options, in the order in which plans print them. */
  public static final List<String> WORDS =
      List.of("type", "increment", "min", "max", "start", "cache", "cycle");

  /** What a sequence without options has. */
  public static final SequenceOptions NONE =
      new SequenceOptions(
          Optional.empty(), 1, Optional.empty(), Optional.empty(), Optional.empty(), 1, false);

  public SequenceOptions {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(min, "min");
    Objects.requireNonNull(max, "max");
    Objects.requireNonNull(start, "start");
  }

  /**
   * Returns the options without those that state what the sequence has anyway.
   *
   * @param usual the type of the sequence without the option
   */
  public SequenceOptions normalised(Scalar usual) {
    Scalar of = type.orElse(usual);
    SequenceOptions limits =
        new SequenceOptions(
            type.filter(given -> given != usual),
            increment,
            min.filter(given -> given != usualMin(of)),
            max.filter(given -> given != usualMax(of)),
            Optional.empty(),
            cache,
            cycle);
    long first = limits.start(usual);
    return new SequenceOptions(
        limits.type,
        increment,
        limits.min,
        limits.max,
        start.filter(given -> given != first),
        cache,
        cycle);
  }

  /** The type of the sequence. */
  public Scalar type(Scalar usual) {
    return type.orElse(usual);
  }

  /** The smallest number. */
  public long min(Scalar usual) {
    return min.orElseGet(() -> usualMin(type(usual)));
  }

  /** The largest number. */
  public long max(Scalar usual) {
    return max.orElseGet(() -> usualMax(type(usual)));
  }

  /** The first number. */
  public long start(Scalar usual) {
    return start.orElseGet(() -> isDescending() ? max(usual) : min(usual));
  }

  public boolean isDescending() {
    return increment < 0;
  }

  private long usualMin(Scalar of) {
    return isDescending() ? NumberLiterals.least(of) : 1;
  }

  private long usualMax(Scalar of) {
    return isDescending() ? -1 : NumberLiterals.most(of);
  }

  public SequenceOptions withType(Optional<Scalar> newType) {
    return new SequenceOptions(newType, increment, min, max, start, cache, cycle);
  }

  /** The options that are stated, as plans and schemas write them. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    type.ifPresent(given -> texts.add("type: " + given.word()));
    if (increment != NONE.increment) {
      texts.add("increment: " + increment);
    }
    min.ifPresent(given -> texts.add("min: " + given));
    max.ifPresent(given -> texts.add("max: " + given));
    start.ifPresent(given -> texts.add("start: " + given));
    if (cache != NONE.cache) {
      texts.add("cache: " + cache);
    }
    if (cycle) {
      texts.add("cycle: true");
    }
    return List.copyOf(texts);
  }
}
