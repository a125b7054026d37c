package dev.kizaki.engine.planner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks what rows get that have a removed enum value.
 *
 * @param replacement another value of the enum, as an example; empty if the enum has no other
 */
public record RemovedValueQuestion(String enumName, String value, Optional<String> replacement)
    implements ChangeQuestion {
  public RemovedValueQuestion {
    Objects.requireNonNull(enumName, "enumName");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(replacement, "replacement");
  }

  private String question() {
    return "what becomes of rows that hold %s?".formatted(value);
  }

  @Override
  public List<String> above() {
    return List.of();
  }

  @Override
  public Optional<String> beside() {
    return Optional.of(
        Comments.withExamples(
            question(),
            replacement.map(
                other -> "%s.%s -> %s.%s".formatted(enumName, value, enumName, other))));
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
