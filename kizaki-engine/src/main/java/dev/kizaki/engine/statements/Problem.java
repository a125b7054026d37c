package dev.kizaki.engine.statements;

import java.util.List;

/** What PostgreSQL says of a statement. */
record Problem(String state, String message) {
  /** Whether it is about the statement, and not about the server or another session. */
  boolean isOfStatement() {
    return List.of("42", "22", "0A", "2F", "P0").stream().anyMatch(state::startsWith)
        && !state.equals("42501");
  }

  /** For example {@code column "owner_id" does not exist (42703)}. */
  String text() {
    return "%s (%s)".formatted(message, state);
  }
}
