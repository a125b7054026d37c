package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.sql.SqlBuilder;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * An empty database for the tests of one build, on the same server as the project's database. Until
 * it is closed, the build holds an advisory lock in the project's database, so that a second build
 * does not drop the database during the tests of the first. If a build is killed, its lock is
 * released with its session.
 *
 * <p>Its user has a separate password that is valid until then, because the tests pass it on and
 * test reports contain system properties.
 */
public final class FreshDatabase implements AutoCloseable {
  private static final String NAME = "kizaki_test";
  private static final String HOLDER = "kizaki start ";

  /** Any constant that is not used for another advisory lock in the embedded database. */
  private static final long LOCK = 0x6b697a616b695f74L;

  private static final int PASSWORD_BYTES = 24;

  private final Connection lockSession;
  private final DatabaseLocation.Server server;

  private FreshDatabase(Connection lockSession, DatabaseLocation.Server server) {
    this.lockSession = Objects.requireNonNull(lockSession, "lockSession");
    this.server = Objects.requireNonNull(server, "server");
  }

  /**
   * Drops the database of the previous build, ends the sessions in it, and creates a new one.
   *
   * @param existing the project's database, with the superuser
   * @param sessions opens sessions in the project's database
   * @throws Refusal when another build uses the test database
   * @throws EnvironmentFailure when the test database cannot be created
   */
  public static FreshDatabase create(DatabaseLocation.Server existing, Sessions sessions) {
    Connection lockSession = sessions.open();
    try {
      lock(lockSession);
      DatabaseLocation.Server server =
          new DatabaseLocation.Server(
              existing.jdbcUrl().replaceFirst("/[^/]*$", "/" + NAME),
              Optional.of(NAME),
              Optional.of(newPassword()));
      createDatabase(lockSession, server.password().orElseThrow());
      return new FreshDatabase(lockSession, server);
    } catch (SQLException e) {
      Sessions.close(lockSession);
      throw new EnvironmentFailure(
          RefusalCode.EMBEDDED_COMMAND_FAILED,
          "The test database could not be created: %s. Run again; if that fails again, start again from the history with `mvn kizaki:reset -Dkizaki.fresh`."
              .formatted(ServerMessage.of(e).line()),
          e);
    } catch (RuntimeException e) {
      Sessions.close(lockSession);
      throw e;
    }
  }

  /** The name of the database. */
  public String name() {
    return NAME;
  }

  /** The URL of the database, and its user. */
  public DatabaseLocation.Server server() {
    return server;
  }

  private static void lock(Connection lockSession) throws SQLException {
    execute(
        lockSession, sql("set application_name =").string(HOLDER + ProcessHandle.current().pid()));
    if (tryLock(lockSession)) {
      return;
    }
    endLeftOverSession(lockSession);
    if (!tryLock(lockSession)) {
      throw new Refusal(
          RefusalCode.TEST_DATABASE_IN_USE,
          "Another build uses the test database of this module%s. Run again when it has ended."
              .formatted(holder(lockSession).map(text -> ": " + text).orElse("")));
    }
  }

  /**
   * Ends the session of an earlier build in this JVM. A build that failed between {@code start} and
   * {@code stop} has not closed its database. Usually its JVM has ended, and the lock with it; only
   * a Maven daemon runs several builds in one JVM.
   */
  private static void endLeftOverSession(Connection lockSession) throws SQLException {
    try (PreparedStatement statement =
        lockSession.prepareStatement(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = ? and pid <> pg_backend_pid()")) {
      statement.setString(1, HOLDER + ProcessHandle.current().pid());
      statement.executeQuery().close();
    }
  }

  private static boolean tryLock(Connection lockSession) throws SQLException {
    try (PreparedStatement statement =
        lockSession.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** The process of the other build. */
  private static Optional<String> holder(Connection lockSession) throws SQLException {
    try (PreparedStatement statement =
        lockSession.prepareStatement(
            "select substr(application_name, ?) from pg_stat_activity"
                + " where starts_with(application_name, ?) and pid <> pg_backend_pid()")) {
      statement.setInt(1, HOLDER.length() + 1);
      statement.setString(2, HOLDER);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of("process " + row.getString(1)) : Optional.empty();
      }
    }
  }

  private static void createDatabase(Connection lockSession, Secret password) throws SQLException {
    execute(lockSession, sql("drop database if exists").identifier(NAME).words("with (force)"));
    if (!roleExists(lockSession)) {
      execute(lockSession, sql("create role").identifier(NAME));
    }
    execute(lockSession, sql("alter role").identifier(NAME).words("superuser login"));
    // The driver sends a SCRAM verifier, so the password appears neither in the server nor in its
    // log.
    lockSession
        .unwrap(PGConnection.class)
        .alterUserPassword(NAME, password.reveal().toCharArray(), "scram-sha-256");
    // template1 cannot be copied while a session is connected to it.
    execute(
        lockSession,
        sql("create database").identifier(NAME).words("template template0 owner").identifier(NAME));
  }

  private static boolean roleExists(Connection lockSession) throws SQLException {
    try (PreparedStatement statement =
        lockSession.prepareStatement("select from pg_roles where rolname = ?")) {
      statement.setString(1, NAME);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void execute(Connection connection, SqlBuilder command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command.text());
    }
  }

  private static Secret newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** Removes the password. Does nothing if the server has stopped. */
  @Override
  public void close() {
    try {
      if (!lockSession.isClosed()) {
        execute(lockSession, sql("alter role").identifier(NAME).words("nologin password null"));
      }
    } catch (SQLException e) {
      // The next start sets a new password.
    } finally {
      Sessions.close(lockSession);
    }
  }
}
