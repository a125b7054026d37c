package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.SeedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs seeds in one transaction, with the search path of a migration. The note about a database
 * says whether its seeds are still to run. It is changed in the same transaction, so that they run
 * once, also if a process is killed or two run at the same time.
 */
public final class SeedTransaction {
  /** Any constant that is not used for another advisory lock in an embedded database. */
  private static final long LOCK = 0x6b697a616b695f73L;

  private SeedTransaction() {}

  /** Notes about the database of these sessions that its seeds are still to run. */
  public static void note(Sessions sessions) {
    Connection connection = sessions.open();
    try {
      setPending(connection, true);
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      Sessions.close(connection);
    }
  }

  /**
   * Runs the seeds if the note about the database says so.
   *
   * @param advice what to do after a failure: a sentence
   * @return whether they ran
   * @throws Refusal when a statement fails; then no row is changed
   */
  public static boolean runIfNoted(
      Sessions sessions, List<SeedStatement> statements, String advice) {
    Connection connection = sessions.open();
    try {
      connection.setAutoCommit(false);
      lock(connection);
      if (!DatabaseNote.ofCurrent(connection).seedsPending()) {
        return false;
      }
      setPending(connection, false);
      run(connection, sessions, statements, advice);
      return true;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      Sessions.close(connection);
    }
  }

  /**
   * Runs the seeds in a database about which there is no note.
   *
   * @param advice what to do after a failure: a sentence
   * @throws Refusal when a statement fails; then no row is changed
   */
  public static void run(Sessions sessions, List<SeedStatement> statements, String advice) {
    Connection connection = sessions.open();
    try {
      connection.setAutoCommit(false);
      run(connection, sessions, statements, advice);
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      Sessions.close(connection);
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.executeQuery().close();
    }
  }

  private static void setPending(Connection connection, boolean pending) throws SQLException {
    DatabaseNote note = new DatabaseNote(DatabaseNote.ofCurrent(connection).parking(), pending);
    try (Statement statement = connection.createStatement()) {
      statement.execute(note.comment(connection.getCatalog()).text());
    }
  }

  private static void run(
      Connection connection, Sessions sessions, List<SeedStatement> statements, String advice)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local search_path = " + sessions.settings().schemaPath());
      for (SeedStatement each : statements) {
        try {
          statement.execute(each.text());
        } catch (SQLException e) {
          throw refusal(each, e, advice);
        }
      }
      commit(connection, advice);
    }
  }

  /** A deferred constraint is checked here, and it fails again until the file is corrected. */
  private static void commit(Connection connection, String advice) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      ServerMessage message = ServerMessage.of(e);
      throw new Refusal(
          RefusalCode.SEEDS_FAILED,
          "The seeds failed when they were committed: %s (%s).%s\n%s"
              .formatted(
                  message.line(),
                  message.state(),
                  message.detail().map(detail -> "\nDetail: " + detail.strip()).orElse(""),
                  advice),
          e);
    }
  }

  /** The place, the words of PostgreSQL, the SQL, and the next step. */
  private static Refusal refusal(SeedStatement statement, SQLException e, String advice) {
    ServerMessage message = ServerMessage.of(e);
    StringBuilder text =
        new StringBuilder(
            "%s: the seeds failed: %s (%s)."
                .formatted(statement.place(message.position()), message.line(), message.state()));
    message.detail().ifPresent(detail -> text.append("\nDetail: ").append(detail.strip()));
    message.hint().ifPresent(hint -> text.append("\nHint: ").append(hint.strip()));
    text.append("\nSQL:");
    SqlExcerpt.lines(statement.text(), message.position(), "  ")
        .forEach(line -> text.append('\n').append(line));
    return new Refusal(RefusalCode.SEEDS_FAILED, text.append('\n').append(advice).toString(), e);
  }

  private static EnvironmentFailure failed(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The seeds could not be run: %s. Run again.".formatted(ServerMessage.of(e).line()),
        e);
  }
}
