package dev.kizaki.engine.sql;

/** What a command does to the rows of a table, least first. */
public enum RowAccess {
  /** It touches the catalog, or the rows it finds by an index. */
  CATALOG,
  /** It reads every row. */
  SCAN,
  /** It writes a new copy of every row, and all indexes. */
  REWRITE
}
