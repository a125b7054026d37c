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
import java.util.Set;

/**
 * Compares expressions as PostgreSQL understands them. What it prints of an expression is not
 * always what it prints of that text again: {@code name in ('a', 'b')} changes twice if the column
 * is a {@code varchar}. So each text is parsed and printed, in a temporary view that is undone,
 * until it stays the same, and then the texts are compared.
 */
public final class ExpressionComparison implements AutoCloseable {
  private static final String VIEW = "__kizaki_expression";
  private static final String COLUMN = "__kizaki_value";

  /** Where the options of a view begin behind its query. */
  private static final String OPTIONS = ";\n-- ";

  /** PostgreSQL prints the same text from the third time on in all known cases. */
  private static final int MOST_ROUNDS = 8;

  /** The classes of errors that end the session, or that somebody has asked for. */
  private static final Set<String> INTERRUPTED = Set.of("08", "57");

  private final Sessions sessions;
  private final Connection connection;

  /** What is known of two expressions. */
  public enum Outcome {
    SAME,
    DIFFERENT,
    /** PostgreSQL could not parse one of them, or could not lock the table in time. */
    UNKNOWN
  }

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
                "select has_database_privilege(current_database(), 'TEMPORARY')"
                    + " and not pg_is_in_recovery()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw sessions.explain(e);
    }
  }

  /** Whether two expressions over the columns of a table are the same; false if it is unknown. */
  public boolean areSame(String table, String one, String other) {
    return compare(table, one, other) == Outcome.SAME;
  }

  /** Compares two expressions over the columns of a table. */
  public Outcome compare(String table, String one, String other) {
    return compare(one, other, text -> printed(table, text));
  }

  /**
   * Compares the queries of two views as they are printed, with options and defaults as comments
   * behind them.
   */
  public Outcome compareQueries(String one, String other) {
    return options(one).equals(options(other))
        ? compare(query(one), query(other), text -> printedQuery(text).strip())
        : Outcome.DIFFERENT;
  }

  private static String query(String printed) {
    int end = printed.indexOf(OPTIONS);
    return (end < 0 ? printed : printed.substring(0, end + 1)).strip();
  }

  private static String options(String printed) {
    int start = printed.indexOf(OPTIONS);
    return start < 0 ? "" : printed.substring(start);
  }

  @FunctionalInterface
  private interface Printer {
    String printed(String text) throws SQLException;
  }

  private Outcome compare(String one, String other, Printer printer) {
    if (one.equals(other)) {
      return Outcome.SAME;
    }
    try {
      Savepoint before = connection.setSavepoint();
      try {
        return stable(one, printer).equals(stable(other, printer))
            ? Outcome.SAME
            : Outcome.DIFFERENT;
      } catch (SQLException e) {
        if (e.getSQLState() == null || INTERRUPTED.contains(e.getSQLState().substring(0, 2))) {
          throw e;
        }
        return Outcome.UNKNOWN;
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

  /** The text from which parsing and printing leads to no other one. */
  private String stable(String first, Printer printer) throws SQLException {
    execute(sql("set local search_path =").words(SessionSettings.schemaPath(sessions.schema())));
    String text = first;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String printed = printer.printed(text);
      if (printed.equals(text)) {
        return text;
      }
      text = printed;
    }
    return text;
  }

  private String printed(String table, String expression) throws SQLException {
    String view =
        printedQuery(
            sql("select (")
                .words(expression)
                .words(") as")
                .identifier(COLUMN)
                .words("from only")
                .table(new TableName(sessions.schema(), table))
                .text());
    // A line end follows the word if the expression is a CASE.
    String begin = "SELECT";
    return view.substring(view.indexOf(begin) + begin.length(), view.lastIndexOf(" AS " + COLUMN))
        .strip();
  }

  private String printedQuery(String query) throws SQLException {
    execute(sql("create temporary view").identifier(VIEW).words("as").words(query));
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
