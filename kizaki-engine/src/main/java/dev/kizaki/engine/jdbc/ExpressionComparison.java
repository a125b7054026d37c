package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Compares expressions as PostgreSQL understands them. What it prints of an expression is not
 * always what it prints of that text again, so both texts are parsed again, each in a temporary
 * view that is undone.
 */
public final class ExpressionComparison implements AutoCloseable {
  private static final String VIEW = "__kizaki_expression";

  private final Sessions sessions;
  private final Connection connection;

  private ExpressionComparison(Sessions sessions, Connection connection) {
    this.sessions = sessions;
    this.connection = connection;
  }

  /**
   * Opens a transaction, which is undone in the end.
   *
   * @param sessions opens sessions in a database that has the tables; the names in the expressions
   *     are looked up in its schema
   */
  public static ExpressionComparison open(Sessions sessions) {
    Connection connection = sessions.open();
    try {
      connection.setAutoCommit(false);
      return new ExpressionComparison(sessions, connection);
    } catch (SQLException e) {
      Sessions.close(connection);
      throw sessions.explain(e);
    }
  }

  /** Whether the role may create temporary objects, which a comparison needs. */
  public boolean isPossible() {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select has_database_privilege(current_database(), 'TEMPORARY')");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw sessions.explain(e);
    }
  }

  /** Whether two expressions over the columns of a table are the same; false if one is none. */
  public boolean areSame(String table, String one, String other) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        return one.equals(other) || printed(table, one).equals(printed(table, other));
      } catch (SQLException e) {
        return false;
      } finally {
        connection.rollback(before);
      }
    } catch (SQLException e) {
      throw sessions.explain(e);
    }
  }

  @Override
  public void close() {
    Sessions.close(connection);
  }

  private String printed(String table, String expression) throws SQLException {
    execute(sql("set local search_path =").words(SessionSettings.schemaPath(sessions.schema())));
    execute(
        sql("create or replace temporary view")
            .identifier(VIEW)
            .words("as select (")
            .words(expression)
            .words(") as value from only")
            .table(new TableName(sessions.schema(), table)));
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_get_viewdef(?::regclass)")) {
      statement.setString(1, "pg_temp." + VIEW);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } finally {
      execute(sql("drop view").identifier(VIEW));
    }
  }

  private void execute(SqlBuilder command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(command.text());
    }
  }
}
