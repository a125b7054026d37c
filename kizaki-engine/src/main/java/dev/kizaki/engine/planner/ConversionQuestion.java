package dev.kizaki.engine.planner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks how the values of a field are converted to its new type.
 *
 * @param before the old type as the schema writes it
 * @param after the new type
 * @param example an expression that would be accepted
 * @param backfill a second question about the same statement, if there is one
 */
record ConversionQuestion(
    Reason reason,
    String before,
    String after,
    Optional<ExampleAnswer> example,
    Optional<BackfillQuestion> backfill)
    implements ChangeQuestion {
  public ConversionQuestion {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(example, "example");
    Objects.requireNonNull(backfill, "backfill");
  }

  /** Why the values cannot stay as they are. */
  public enum Reason {
    /** PostgreSQL may change or refuse a value when it converts it. */
    TYPE,
    /** The field refers to rows of another entity. */
    REFERENCE
  }

  ConversionQuestion with(BackfillQuestion other) {
    return new ConversionQuestion(reason, before, after, example, Optional.of(other));
  }

  private String question() {
    String conversion =
        switch (reason) {
          case TYPE ->
              "%s to %s can change or refuse values: how is a row converted?"
                  .formatted(before, after);
          case REFERENCE ->
              "rows point at %s: what do they point at in %s?".formatted(before, after);
        };
    return backfill
        .map(also -> "%s And %s".formatted(conversion, also.question()))
        .orElse(conversion);
  }

  @Override
  public List<String> above() {
    return List.of();
  }

  @Override
  public Optional<String> beside() {
    String text =
        Comments.withExamples(
            question(),
            example.map(answer -> "using " + answer.value()),
            backfill.flatMap(BackfillQuestion::exampleText));
    return Optional.of(
        example
            .flatMap(ExampleAnswer::loss)
            .map(loss -> "%s (%s)".formatted(text, loss))
            .orElse(text));
  }

  @Override
  public List<ChangeQuestion> inside() {
    return List.of();
  }

  @Override
  public List<String> asked() {
    return List.of(question());
  }
}
