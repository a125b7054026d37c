package dev.kizaki.engine.statements;

import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The statements that a server has recorded by its extension {@code pg_stat_statements}.
 *
 * @param statements those of this database that clients have sent, each text once, without utility
 *     statements
 * @param hidden how many more there are whose texts the role may not read
 * @param obstacle why there are none, as a phrase; absent if they could be read
 */
public record RecordedStatements(
    List<ApplicationStatement> statements, long hidden, Optional<String> obstacle) {
  private static final String SCHEMA =
      """
      SELECT n.nspname FROM pg_catalog.pg_extension AS e
        JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_stat_statements'\
      """;

  /** A role that may not see the text of another one's statement sees this in its place. */
  private static final String QUERY =
      """
      SELECT s.query, sum(s.calls)::bigint, s.queryid IS NULL AS hidden, count(*)
      FROM %s AS s JOIN pg_catalog.pg_database AS d ON d.oid = s.dbid
      WHERE d.datname = pg_catalog.current_database() AND s.toplevel AND s.query IS NOT NULL
      GROUP BY s.query, s.queryid IS NULL ORDER BY sum(s.calls) DESC, s.query\
      """;

  public RecordedStatements {
    statements = List.copyOf(statements);
    Objects.requireNonNull(obstacle, "obstacle");
  }

  /**
   * Reads them.
   *
   * @param connection in a transaction, whose state does not change
   */
  public static RecordedStatements read(Connection connection) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      String schema = null;
      try (ResultSet row = statement.executeQuery(SCHEMA)) {
        schema = row.next() ? row.getString(1) : null;
      }
      if (schema == null) {
        return none("the extension pg_stat_statements is not in the database");
      }
      return read(statement, Quoting.qualified(schema, "pg_stat_statements"));
    } catch (SQLException e) {
      if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
        throw e;
      }
      connection.rollback(before);
      return none("pg_stat_statements cannot be read: " + ServerMessage.of(e).line());
    }
  }

  private static RecordedStatements read(Statement statement, String view) throws SQLException {
    List<ApplicationStatement> statements = new ArrayList<>();
    long hidden = 0;
    try (ResultSet rows = statement.executeQuery(QUERY.formatted(view))) {
      while (rows.next()) {
        long calls = rows.getLong(2);
        if (rows.getBoolean(3)) {
          hidden += rows.getLong(4);
        } else if (PreparableStatement.isOfKind(rows.getString(1))) {
          statements.add(
              new ApplicationStatement(
                  ServerText.sendable(rows.getString(1)),
                  calls == 1 ? "1 call" : "%,d calls".formatted(calls).replace(',', ' '),
                  true,
                  calls));
        }
      }
    }
    return new RecordedStatements(statements, hidden, Optional.empty());
  }

  private static RecordedStatements none(String obstacle) {
    return new RecordedStatements(List.of(), 0, Optional.of(obstacle));
  }
}
