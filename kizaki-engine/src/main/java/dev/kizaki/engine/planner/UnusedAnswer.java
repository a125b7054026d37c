package dev.kizaki.engine.planner;

import java.util.Objects;
import java.util.Optional;

/**
 * An answer that no part of a plan used.
 *
 * @param reason why it could not be followed, if that is known
 */
public record UnusedAnswer(Answer answer, Optional<String> reason) {
  public UnusedAnswer {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(reason, "reason");
  }

  /** The message for the user who gave it. */
  public String sentence() {
    return reason
        .map(why -> "The answer `%s` fits no open question: %s.".formatted(answer.text(), why))
        .orElseGet(() -> "The answer `%s` fits no open question.".formatted(answer.text()));
  }
}
