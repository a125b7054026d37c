package dev.kizaki.engine.snapshot;

import java.util.StringJoiner;

/** An object on one line, built member by member. */
final class JsonLine {
  private final StringJoiner members = new StringJoiner(", ", "{", "}");

  JsonLine text(String name, String value) {
    return member(name, JsonString.quote(value));
  }

  /** Adds a member whose value is already JSON. */
  JsonLine member(String name, String json) {
    members.add(JsonString.quote(name) + ": " + json);
    return this;
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
