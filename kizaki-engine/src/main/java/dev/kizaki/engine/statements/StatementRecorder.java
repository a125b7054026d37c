package dev.kizaki.engine.statements;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads which statements clients have sent to one database of a server since a moment. The server
 * must have the library pg_stat_statements loaded. Its extension is created for the duration of a
 * read alone, and in another database, so that the clients do not find it.
 */
public final class StatementRecorder {
  private static final String NOT_RECORDED =
      "The statements of the tests are not known: %s. Run again, or leave collectStatements out.";

  private static final String SCHEMA =
      """
      SELECT n.nspname FROM pg_catalog.pg_extension AS e
        JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_stat_statements'\
      """;

  private static final String OWN_SCHEMA = "kizaki_recorded";

  /**
   * A server that has lost its records has another time here, and so has one whose clients have
   * reset them.
   */
  private static final String STATE =
      "SELECT stats_reset::text, dealloc FROM %s.pg_stat_statements_info";

  private static final String STATEMENTS =
      """
      SELECT s.query FROM %s.pg_stat_statements AS s
        JOIN pg_catalog.pg_database AS d ON d.oid = s.dbid
      WHERE d.datname = ? AND s.toplevel\
      """;

  private final Sessions sessions;
  private final String database;
  private final State begin;

  private StatementRecorder(Sessions sessions, String database, State begin) {
    this.sessions = sessions;
    this.database = database;
    this.begin = begin;
  }

  /**
   * @param reset when the records of the server were last emptied, as text
   * @param lost how often the server has made room in its records
   */
  private record State(String reset, long lost) {}

  /**
   * Begins to record: the server forgets what it has recorded before.
   *
   * @param sessions opens sessions in another database of the server, as a superuser
   * @param database the name of the database whose statements count
   * @throws EnvironmentFailure when the server does not record statements
   */
  public static StatementRecorder begin(Sessions sessions, String database) {
    Objects.requireNonNull(database, "database");
    State state =
        with(
            sessions,
            (connection, schema) -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT %s.pg_stat_statements_reset()".formatted(schema));
              }
              return state(connection, schema);
            });
    return new StatementRecorder(sessions, database, state);
  }

  /**
   * The texts of the statements since then that read or write rows, as the server has recorded
   * them, in no particular order.
   *
   * @throws EnvironmentFailure when the server does not know all of them any more
   */
  public List<String> texts() {
    return with(
        sessions,
        (connection, schema) -> {
          State now = state(connection, schema);
          if (!now.reset().equals(begin.reset())) {
            throw failure(
                "the server was restarted meanwhile, or a test has called pg_stat_statements_reset",
                null);
          }
          List<String> texts = read(connection, schema);
          if (now.lost() != begin.lost() || texts.contains(null)) {
            throw failure("there were more different ones than the server can record", null);
          }
          return texts.stream().filter(PreparableStatement::isOfKind).toList();
        });
  }

  private List<String> read(Connection connection, String schema) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(STATEMENTS.formatted(schema))) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }

  private static State state(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATE.formatted(schema))) {
      row.next();
      return new State(row.getString(1), row.getLong(2));
    }
  }

  @FunctionalInterface
  private interface Action<T> {
    T run(Connection connection, String schema) throws SQLException;
  }

  /** Runs an action in a transaction that is rolled back, with the extension. */
  private static <T> T with(Sessions sessions, Action<T> action) {
    Connection connection = sessions.open();
    try {
      connection.setAutoCommit(false);
      T result = action.run(connection, Quoting.identifier(extension(connection)));
      connection.rollback();
      return result;
    } catch (SQLException e) {
      throw failure(ServerMessage.of(e).line(), e);
    } finally {
      Sessions.close(connection);
    }
  }

  /** The schema of the extension, which is created if the database does not have it. */
  private static String extension(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(SCHEMA)) {
        if (row.next()) {
          return row.getString(1);
        }
      }
      statement.execute("CREATE SCHEMA " + OWN_SCHEMA);
      statement.execute("CREATE EXTENSION pg_stat_statements SCHEMA " + OWN_SCHEMA);
      return OWN_SCHEMA;
    }
  }

  private static EnvironmentFailure failure(String problem, SQLException cause) {
    return new EnvironmentFailure(
        RefusalCode.STATEMENTS_NOT_RECORDED, NOT_RECORDED.formatted(problem), cause);
  }
}
