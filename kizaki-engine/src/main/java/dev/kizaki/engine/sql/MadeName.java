package dev.kizaki.engine.sql;

import java.util.Objects;
import java.util.Optional;

/**
 * Something in a schema by its name, without the types of arguments.
 *
 * @param kind the kind in a message, such as {@code view}; {@code type} for all but domains and
 *     enums
 * @param name its name in the catalog, not quoted; empty for a cast
 * @param on the table or view of a trigger or rule, not quoted
 */
public record MadeName(String kind, String name, Optional<String> on) {
  public MadeName {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(on, "on");
  }

  /** {@code trigger touched on task}. */
  public String text() {
    return kind
        + (name.isEmpty() ? "" : " " + Quoting.identifierIfNeeded(name))
        + on.map(each -> " on " + Quoting.identifierIfNeeded(each)).orElse("");
  }
}
