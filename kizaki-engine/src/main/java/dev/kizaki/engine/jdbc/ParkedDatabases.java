package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.SqlBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The databases of an embedded server that are kept beside the current one, each under the name
 * {@code parked_} and the first 12 digits of the digest of its last applied migration.
 *
 * <p>The current database is exchanged in one transaction, which renames all databases that take
 * part. So a killed process or server leaves the state before it or after it. Only a database that
 * nobody needs can be left, and {@link #sweep} drops it. The caller must make sure that no other
 * process does the same.
 */
public final class ParkedDatabases implements AutoCloseable {
  private static final String PREFIX = "parked_";
  private static final int DIGITS = 12;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{" + DIGITS + "}.*");

  /** A database that is being made, and those that an exchange has replaced. */
  private static final String NEW = "kizaki_new";

  private static final String INCOMING = "kizaki_incoming";
  private static final String REPLACED = "kizaki_replaced";
  private static final String DROPPED = "kizaki_dropped";

  private static final String OBJECT_IN_USE = "55006";

  /** How long sessions that are just ending may take. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * A parked database.
   *
   * @param note when it was parked and at which migration; its parking may be absent if others have
   *     changed the comment of the database
   */
  public record Parked(String name, DatabaseNote note) {
    public Parked {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(note, "note");
    }

    private Instant since() {
      return note.parking().map(DatabaseNote.Parking::since).orElse(Instant.EPOCH);
    }
  }

  /**
   * How the current database is exchanged.
   *
   * @param current the name of the current database, which stays the name of the current one
   * @param incoming the name of the database that becomes the current one
   * @param parkedName the name that the database gets which was current, in place of a database
   *     that has this name already; if absent, the database is dropped
   * @param parking what is noted about the database which was current
   */
  public record Exchange(
      String current, String incoming, Optional<String> parkedName, DatabaseNote.Parking parking) {
    public Exchange {
      Objects.requireNonNull(current, "current");
      Objects.requireNonNull(incoming, "incoming");
      Objects.requireNonNull(parkedName, "parkedName");
      Objects.requireNonNull(parking, "parking");
    }

    private List<String> databases() {
      List<String> names = new ArrayList<>(List.of(current, incoming));
      parkedName.ifPresent(names::add);
      return names;
    }
  }

  private final Connection connection;

  private ParkedDatabases(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param sessions opens sessions in a database of the server that is never renamed
   */
  public static ParkedDatabases open(Sessions sessions) {
    return new ParkedDatabases(sessions.open());
  }

  /**
   * The name under which a database is parked; empty if the digest is none.
   *
   * @param digest of its last applied migration
   */
  public static Optional<String> name(String digest) {
    return DIGEST.matcher(digest).matches()
        ? Optional.of(PREFIX + digest.substring(0, DIGITS))
        : Optional.empty();
  }

  /** The parked databases; the one that was parked first comes first. */
  public List<Parked> all() {
    return asking(
        () -> {
          List<Parked> all = new ArrayList<>();
          for (String name : names()) {
            all.add(new Parked(name, DatabaseNote.of(connection, name)));
          }
          all.sort(Comparator.comparing(Parked::since));
          return List.copyOf(all);
        });
  }

  private List<String> names() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select datname from pg_database where datname ~ ? order by datname")) {
      statement.setString(1, "^" + PREFIX + "[0-9a-f]{" + DIGITS + "}$");
      try (ResultSet row = statement.executeQuery()) {
        List<String> names = new ArrayList<>();
        while (row.next()) {
          names.add(row.getString(1));
        }
        return names;
      }
    }
  }

  /** Creates an empty database and returns its name. */
  public String createEmpty() {
    return asking(
        () -> {
          sweep();
          // template1 cannot be copied while a session is connected to it.
          execute(sql("create database").identifier(NEW).words("template template0"));
          return NEW;
        });
  }

  /** Drops what killed processes have left. */
  private void sweep() throws SQLException {
    for (String left : List.of(NEW, REPLACED, DROPPED)) {
      drop(left);
    }
  }

  /**
   * Makes another database the current one, unless a session uses one of the databases.
   *
   * @return the sessions that use them; empty if the databases were exchanged
   */
  public List<OtherSession> exchange(Exchange exchange) {
    return asking(
        () -> {
          List<OtherSession> sessions = remaining(exchange);
          if (sessions.isEmpty()) {
            sessions = inTransaction(exchange);
          }
          if (sessions.isEmpty()) {
            sweep();
          }
          return sessions;
        });
  }

  /** The sessions in the databases, after those that are just ending have ended. */
  private List<OtherSession> remaining(Exchange exchange) throws SQLException {
    long deadline = System.nanoTime() + ENDING.toNanos();
    List<OtherSession> sessions = OtherSessions.in(connection, exchange.databases());
    while (!sessions.isEmpty() && System.nanoTime() < deadline) {
      DatabaseWait.of(PAUSE);
      sessions = OtherSessions.in(connection, exchange.databases());
    }
    return sessions;
  }

  private List<OtherSession> inTransaction(Exchange exchange) throws SQLException {
    connection.setAutoCommit(false);
    try {
      rename(exchange);
      connection.commit();
      return List.of();
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e; // the server has rolled back
      }
      connection.rollback();
      List<OtherSession> sessions = OtherSessions.in(connection, exchange.databases());
      if (OBJECT_IN_USE.equals(e.getSQLState()) && !sessions.isEmpty()) {
        return sessions;
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private void rename(Exchange exchange) throws SQLException {
    DatabaseNote noteOfCurrent = DatabaseNote.of(connection, exchange.current());
    DatabaseNote noteOfIncoming = DatabaseNote.of(connection, exchange.incoming());
    String outgoing = exchange.parkedName().orElse(DROPPED);
    rename(exchange.incoming(), INCOMING);
    // The incoming database may have had the name that the outgoing one gets.
    if (names().contains(outgoing)) {
      rename(outgoing, REPLACED);
    }
    rename(exchange.current(), outgoing);
    rename(INCOMING, exchange.current());
    execute(noteOfCurrent.with(Optional.of(exchange.parking())).comment(outgoing));
    execute(noteOfIncoming.with(Optional.empty()).comment(exchange.current()));
  }

  private void rename(String from, String to) throws SQLException {
    execute(sql("alter database").identifier(from).words("rename to").identifier(to));
  }

  private void drop(String database) throws SQLException {
    execute(sql("drop database if exists").identifier(database).words("with (force)"));
  }

  /**
   * Drops the databases that were parked first, so that not more than {@code most} remain.
   *
   * @return the dropped databases
   */
  public List<Parked> dropOldest(int most) {
    return asking(
        () -> {
          List<Parked> all = all();
          List<Parked> dropped = all.subList(0, Math.max(0, all.size() - most));
          for (Parked each : dropped) {
            drop(each.name());
          }
          return dropped;
        });
  }

  private void execute(SqlBuilder command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command.text());
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asking(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          RefusalCode.EMBEDDED_COMMAND_FAILED,
          "The databases of the embedded server could not be changed: %s. Run again; if that fails again, start again from the history with `mvn kizaki:reset -Dkizaki.fresh`."
              .formatted(ServerMessage.of(e).line()),
          e);
    }
  }

  @Override
  public void close() {
    Sessions.close(connection);
  }
}
