package dev.kizaki.inspire.ast;

import java.util.Locale;

/** What an element of a schema is in a database, where a statement renames it only there. */
public enum DatabaseNoun {
  /** The table of an entity. */
  TABLE,
  /** The column of a field. */
  COLUMN,
  /** A sequence. */
  SEQUENCE,
  /** The type of an enum. */
  TYPE,
  /** The label of an enum value. */
  LABEL;

  /** The noun as plans write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
