package dev.kizaki.engine.sql;

/** What a command does to the rows of a table, least first. */
public enum RowAccess {
  /** It reads or changes only the catalog, or rows that it finds by an index. */
  CATALOG,
  /** It reads every row. */
  SCAN,
  /** It reads every row and writes those that it finds. */
  WRITE_SOME,
  /** It writes every row. */
  WRITE,
  /**
   * It rewrites every row and all indexes, if the value of an expression differs from row to row.
   */
  MAY_REWRITE,
  /** It rewrites every row and all indexes. */
  REWRITE
}
