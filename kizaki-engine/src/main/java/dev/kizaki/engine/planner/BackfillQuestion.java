package dev.kizaki.engine.planner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks what rows without a value get in a required field.
 *
 * @param example a value that would be accepted
 */
public record BackfillQuestion(Reason reason, Optional<String> example) implements ChangeQuestion {
  public BackfillQuestion {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(example, "example");
  }

  /** Why there are rows without a value. */
  public enum Reason {
    NEW_FIELD("required, no default: what do existing rows get?"),
    REQUIRED_NOW("required now: what do rows without a value get?");

    private final String question;

    Reason(String question) {
      this.question = question;
    }
  }

  String question() {
    return reason.question;
  }

  /** The example as a plan contains it. */
  Optional<String> exampleText() {
    return example.map(value -> "backfill " + value);
  }

  @Override
  public List<String> above() {
    return List.of();
  }

  @Override
  public Optional<String> beside() {
    return Optional.of(Comments.withExamples(question(), exampleText()));
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
