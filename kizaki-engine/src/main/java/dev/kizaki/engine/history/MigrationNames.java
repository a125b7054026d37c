package dev.kizaki.engine.history;

import java.util.List;

/** Lists migrations in a sentence: up to three by name, more by the first and the last name. */
public final class MigrationNames {
  private static final int MAX_LISTED = 3;

  private MigrationNames() {}

  public static String of(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    if (names.size() <= MAX_LISTED) {
      return String.join(", ", names);
    }
    return "%s to %s (%s migrations)"
        .formatted(names.get(0), names.get(names.size() - 1), names.size());
  }
}
