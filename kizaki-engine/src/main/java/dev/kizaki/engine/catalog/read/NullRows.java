package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;

/** Counts the rows of a table that hold null in a column. */
public final class NullRows {
  private NullRows() {}

  /**
   * Counts in the open transaction, whose state does not change. The search path must be {@code
   * pg_catalog} only.
   *
   * @param limit the longest time
   * @return empty if the rows cannot be counted, for example in this time
   * @throws SQLException when the connection is lost
   */
  public static OptionalLong count(
      Connection connection, String schema, String table, String column, Duration limit)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local statement_timeout = " + Math.max(1, limit.toMillis()));
      try (ResultSet row =
          statement.executeQuery(
              "select count(*) from only %s where %s is null"
                  .formatted(Quoting.qualified(schema, table), Quoting.identifier(column)))) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    } catch (SQLException e) {
      return OptionalLong.empty();
    } finally {
      connection.rollback(before);
    }
  }
}
