package dev.kizaki.engine.sql;

/**
 * A table-level lock mode (PostgreSQL documentation, section 13.3.1), weakest first.
 *
 * @see TableLock
 */
public enum LockMode {
  ACCESS_SHARE("ACCESS SHARE", "blocks only exclusive DDL"),
  ROW_SHARE("ROW SHARE", "blocks only exclusive DDL"),
  ROW_EXCLUSIVE("ROW EXCLUSIVE", "blocks DDL and index builds"),
  SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE", "blocks DDL and vacuum"),
  SHARE("SHARE", "blocks writes"),
  SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE", "blocks writes"),
  EXCLUSIVE("EXCLUSIVE", "blocks writes"),
  ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE", "blocks reads and writes");

  private final String sql;
  private final String consequence;

  LockMode(String sql, String consequence) {
    this.sql = sql;
    this.consequence = consequence;
  }

  /** The mode as PostgreSQL's documentation writes it. */
  public String sql() {
    return sql;
  }

  /** What the lock blocks, in a few words. */
  public String consequence() {
    return consequence;
  }
}
