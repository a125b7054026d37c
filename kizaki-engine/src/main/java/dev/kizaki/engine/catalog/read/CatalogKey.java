package dev.kizaki.engine.catalog.read;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What identifies a row of the catalog in one database.
 *
 * @param table the OID of the catalog's table
 * @param row the OID in it
 */
record CatalogKey(long table, long row) {
  /**
   * @param column the number of the column with the OID of the table; the next one has the row's
   */
  static CatalogKey of(ResultSet row, int column) throws SQLException {
    return new CatalogKey(row.getLong(column), row.getLong(column + 1));
  }
}
