package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The search path for the rest of a transaction. It decides how PostgreSQL prints names. */
final class SearchPath {
  private SearchPath() {}

  static String current(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select pg_catalog.current_setting('search_path')");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** With it, names of the schema are printed without it. */
  static String with(String schema) {
    return "pg_catalog, " + Quoting.identifier(schema);
  }

  static void set(Connection connection, String path) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_catalog.set_config('search_path', ?, true)")) {
      statement.setString(1, path);
      statement.executeQuery().close();
    }
  }
}
