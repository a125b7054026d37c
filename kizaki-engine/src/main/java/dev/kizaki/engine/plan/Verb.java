package dev.kizaki.engine.plan;

import java.util.Locale;

/** What a statement does to its element. */
public enum Verb {
  ADD,
  DROP,
  RENAME,
  CHANGE,
  REORDER,
  UPDATE,
  RUN;

  /** The verb as it is used in the name of a migration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
