package dev.kizaki.engine.planner;

import java.util.Objects;

/**
 * Something a question is about, by name.
 *
 * @param owner the entity of a field, the enum of a value; empty for entities and enums
 */
public record Subject(Kind kind, String owner, String name) {
  public Subject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(name, "name");
  }

  /** {@code Task.ownerId}, {@code Task}. */
  String path() {
    return owner.isEmpty() ? name : owner + "." + name;
  }

  /** The path with the noun that plans put before it: {@code entity Task}, {@code Task.ownerId}. */
  String words() {
    return kind == Kind.FIELD ? path() : kind.word() + " " + path();
  }
}
