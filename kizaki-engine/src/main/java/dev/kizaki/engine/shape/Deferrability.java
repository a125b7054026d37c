package dev.kizaki.engine.shape;

import java.util.Optional;
import java.util.stream.Stream;

/** When PostgreSQL can check a constraint (documentation, CREATE TABLE, DEFERRABLE). */
public enum Deferrability {
  /** After each command. This is what a reference without an annotation does. */
  NOT_DEFERRABLE("notDeferrable"),
  /** After each command, unless a transaction defers the check to its end. */
  INITIALLY_IMMEDIATE("initiallyImmediate"),
  /** At the end of the transaction, unless it asks for an earlier check. */
  INITIALLY_DEFERRED("initiallyDeferred");

  private final String word;

  Deferrability(String word) {
    this.word = word;
  }

  /** The word in a snapshot. */
  public String word() {
    return word;
  }

  /** The value with this word. */
  public static Optional<Deferrability> ofWord(String word) {
    return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
