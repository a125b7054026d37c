package dev.kizaki.engine.shape;

import java.util.Optional;
import java.util.stream.Stream;

/** What happens to a row when the row it refers to is deleted. */
public enum OnDelete {
  /** The deletion is refused. This is the default for a reference without an annotation. */
  RESTRICT("restrict"),
  CASCADE("cascade"),
  SET_NULL("setNull");

  private final String word;

  OnDelete(String word) {
    this.word = word;
  }

  /** The word in {@code @onDelete(…)}. */
  public String word() {
    return word;
  }

  /** The action with this name in Inspire. */
  public static Optional<OnDelete> ofWord(String word) {
    return Stream.of(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
