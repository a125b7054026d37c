package dev.kizaki.engine.object;

import java.util.Objects;
import java.util.Optional;

/**
 * A command of an object's text.
 *
 * @param text the command as written, from its first to its last token, without the semicolon;
 *     comments between them are kept
 * @param line the line of its first token in the text of the object, from 1
 */
public record ObjectCommand(String text, int line, CommandEffect effect) {
  public ObjectCommand {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(effect, "effect");
  }

  /** What it makes; absent for a comment, a change or an index of what another command makes. */
  public Optional<MadeObject> makes() {
    return effect instanceof CommandEffect.Makes makes
        ? Optional.of(makes.made())
        : Optional.empty();
  }
}
