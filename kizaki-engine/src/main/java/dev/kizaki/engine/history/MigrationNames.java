package dev.kizaki.engine.history;

import java.util.List;

/** Lists migrations in a sentence: all of a few, first and last of many. */
public final class MigrationNames {
  private static final int FEW = 3;

  private MigrationNames() {}

  public static String of(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    if (names.size() <= FEW) {
      return String.join(", ", names);
    }
    return names.get(0)
        + " to "
        + names.get(names.size() - 1)
        + " ("
        + names.size()
        + " migrations)";
  }
}
