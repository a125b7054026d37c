package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
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
 * An empty database beside another one on the same server, for one build's tests. Whoever makes it
 * holds an advisory lock in the other one until it is closed, so that no second build drops it
 * under the tests of the first; the lock of a killed build vanishes with its session.
 *
 * <p>Its user has a password of its own that counts until then: a build's tests hand it around, and
 * test reports list system properties.
 */
public final class FreshDatabase implements AutoCloseable {
  private static final String NAME = "kizaki_test";
  private static final String HOLDER = "kizaki start ";

  /** Any constant that no other use of advisory locks in the embedded database has. */
  private static final long LOCK = 0x6b697a616b695f74L;

  private static final int PASSWORD_BYTES = 24;

  private final Connection keeper;
  private final DatabaseLocation.Server server;

  private FreshDatabase(Connection keeper, DatabaseLocation.Server server) {
    this.keeper = Objects.requireNonNull(keeper, "keeper");
    this.server = Objects.requireNonNull(server, "server");
  }

  /**
   * Drops the last build's, whoever still looks at it, and makes a new one.
   *
   * @param beside the database that is there, as its superuser
   * @param sessions sessions in that one
   * @throws Refusal when another build has it
   */
  public static FreshDatabase create(DatabaseLocation.Server beside, Sessions sessions) {
    Connection keeper = sessions.open();
    try {
      lock(keeper);
      DatabaseLocation.Server server =
          new DatabaseLocation.Server(
              beside.jdbcUrl().replaceFirst("/[^/]*$", "/" + NAME),
              Optional.of(NAME),
              Optional.of(newPassword()));
      make(keeper, server.password().orElseThrow());
      return new FreshDatabase(keeper, server);
    } catch (SQLException e) {
      Sessions.close(keeper);
      throw new EnvironmentFailure(
          "The test database could not be made: " + ServerMessage.of(e).line() + ".", e);
    } catch (RuntimeException e) {
      Sessions.close(keeper);
      throw e;
    }
  }

  /** Where it is, and its user. */
  public DatabaseLocation.Server server() {
    return server;
  }

  private static void lock(Connection keeper) throws SQLException {
    execute(keeper, sql("set application_name =").string(HOLDER + ProcessHandle.current().pid()));
    if (tryLock(keeper)) {
      return;
    }
    endOwnLeftOver(keeper);
    if (!tryLock(keeper)) {
      throw new Refusal(
          "Another build has the test database of this module"
              + holder(keeper).map(text -> ": " + text).orElse("")
              + ". Run again when it has ended.");
    }
  }

  /**
   * A build that failed between start and stop has not closed its database. Its JVM has ended as a
   * rule; one that is kept for many builds is this one.
   */
  private static void endOwnLeftOver(Connection keeper) throws SQLException {
    try (PreparedStatement statement =
        keeper.prepareStatement(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = ? and pid <> pg_backend_pid()")) {
      statement.setString(1, HOLDER + ProcessHandle.current().pid());
      statement.executeQuery().close();
    }
  }

  private static boolean tryLock(Connection keeper) throws SQLException {
    try (PreparedStatement statement = keeper.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** The process of the other build. */
  private static Optional<String> holder(Connection keeper) throws SQLException {
    try (PreparedStatement statement =
        keeper.prepareStatement(
            "select substr(application_name, ?) from pg_stat_activity"
                + " where starts_with(application_name, ?) and pid <> pg_backend_pid()")) {
      statement.setInt(1, HOLDER.length() + 1);
      statement.setString(2, HOLDER);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of("process " + row.getString(1)) : Optional.empty();
      }
    }
  }

  private static void make(Connection keeper, Secret password) throws SQLException {
    execute(keeper, sql("drop database if exists").identifier(NAME).words("with (force)"));
    if (!roleExists(keeper)) {
      execute(keeper, sql("create role").identifier(NAME));
    }
    execute(keeper, sql("alter role").identifier(NAME).words("superuser login"));
    // The driver sends a verifier: the server and its log never see the password.
    keeper
        .unwrap(PGConnection.class)
        .alterUserPassword(NAME, password.reveal().toCharArray(), "scram-sha-256");
    // Somebody may be connected to template1, and then it cannot be copied.
    execute(
        keeper,
        sql("create database").identifier(NAME).words("template template0 owner").identifier(NAME));
  }

  private static boolean roleExists(Connection keeper) throws SQLException {
    try (PreparedStatement statement =
        keeper.prepareStatement("select from pg_roles where rolname = ?")) {
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

  /** Takes the password away. A server that is gone by then has nothing to take. */
  @Override
  public void close() {
    try {
      if (!keeper.isClosed()) {
        execute(keeper, sql("alter role").identifier(NAME).words("nologin password null"));
      }
    } catch (SQLException e) {
      // The next start sets another one.
    } finally {
      Sessions.close(keeper);
    }
  }
}
