package dev.kizaki.engine.api;

/** How both versions of an application find a renamed field between the phases of a deploy. */
public enum RenameWay {
  /**
   * A view shows the column by both names. Where no view can stand for the table, the field has two
   * columns.
   */
  VIEWS,
  /** The field has two columns, which a trigger keeps in step. */
  COLUMNS
}
