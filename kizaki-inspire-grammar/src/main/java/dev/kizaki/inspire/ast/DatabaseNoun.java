package dev.kizaki.inspire.ast;

import java.util.Locale;

/** What an element of a schema is in a database, where a statement renames it only there. */
public enum DatabaseNoun {
  /** The table of an entity. */
  TABLE,
  /** The column of a field. */
  COLUMN,
  /** The type of an enum. */
  TYPE,
  /** The label of an enum value. */
  LABEL,
  /** The constraint of a key. */
  KEY,
  /** The foreign key of a reference. */
  REFERENCE,
  /** A sequence that the schema declares, or that belongs to a column. */
  SEQUENCE,
  /** The constraint of a unique. */
  UNIQUE,
  /** An index. */
  INDEX;

  /** The noun as plans write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
