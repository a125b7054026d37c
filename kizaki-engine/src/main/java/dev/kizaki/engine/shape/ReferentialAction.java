package dev.kizaki.engine.shape;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens to the rows that refer to a row when its key changes or the row is deleted
 * (PostgreSQL documentation, section 5.5.5).
 */
public enum ReferentialAction {
  /**
   * The change is refused if rows still refer to the old key when the constraint is checked. This
   * is what a reference without an annotation does.
   */
  NO_ACTION("noAction"),
  /** The change is refused at once, even if the constraint is deferred. */
  RESTRICT("restrict"),
  CASCADE("cascade"),
  SET_NULL("setNull"),
  SET_DEFAULT("setDefault");

  private final String word;

  ReferentialAction(String word) {
    this.word = word;
  }

  /** The word in {@code @onDelete(…)} and {@code @onUpdate(…)}. */
  public String word() {
    return word;
  }

  /** Whether the action writes into the rows that refer to the changed row. */
  public boolean writesRows() {
    return this != NO_ACTION && this != RESTRICT;
  }

  /** The action with this name in Inspire. */
  public static Optional<ReferentialAction> ofWord(String word) {
    return Stream.of(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
