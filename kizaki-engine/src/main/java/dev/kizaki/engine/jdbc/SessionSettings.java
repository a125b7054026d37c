package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.sql.ExpressionSettings;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is pinned in a session before any work, so that a role's, a database's or a client's
 * settings cannot change what a command means. TimeZone alone decides whether a {@code timestamp}
 * that becomes a {@code timestamptz} rewrites its table.
 *
 * <p>A session's own questions find PostgreSQL's functions and operators alone. Who may create a
 * function in the schema could give it the name of one of PostgreSQL's and types that fit better.
 * Only what a migration runs finds the schema's names: its SQL may be a person's.
 *
 * @param schema where the names of a migration's commands are looked up
 * @param lockTimeout positive
 * @param statementTimeout absent for none
 */
public record SessionSettings(
    String schema, Duration lockTimeout, Optional<Duration> statementTimeout) {
  /** Where the names of our own questions are looked up. */
  public static final String CATALOG_PATH = ExpressionSettings.path("pg_catalog");

  /** How often the server looks whether its client is still there while it works. */
  private static final Duration CLIENT_CHECK = Duration.ofSeconds(1);

  public SessionSettings {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(statementTimeout, "statementTimeout");
  }

  /** Pins the settings for the rest of the session. */
  void pin(Connection connection) throws SQLException {
    set(connection, false);
    pinClientCheck(connection);
  }

  /**
   * Pins the settings for the transaction only: behind a pooler that hands the server's session to
   * strangers between two transactions, nothing leaks to them.
   */
  public void pinForTransaction(Connection connection) throws SQLException {
    set(connection, true);
  }

  private void set(Connection connection, boolean local) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select " + calls(connection, CATALOG_PATH, local))) {
      bind(statement, 1, CATALOG_PATH);
      statement.execute();
    }
  }

  /** Where the names of a migration's commands are looked up, PostgreSQL's own before all. */
  public String schemaPath() {
    return schemaPath(schema);
  }

  /** The same for a schema. */
  public static String schemaPath(String schema) {
    return ExpressionSettings.path(Quoting.identifier(schema));
  }

  /**
   * The calls that pin the settings for the transaction of a migration, for a select list.
   *
   * @return as many parameters as {@link #bindForMigration} fills
   */
  public String callsForMigration(Connection connection) throws SQLException {
    return calls(connection, schemaPath(), true);
  }

  /**
   * Fills the parameters of {@link #callsForMigration}.
   *
   * @param first the number of the first one
   */
  public void bindForMigration(PreparedStatement statement, int first) throws SQLException {
    bind(statement, first, schemaPath());
  }

  /**
   * Qualified, for until they have run the search path is one that others chose, and it may lead to
   * a function of the same name.
   *
   * @param local whether they end with the transaction
   */
  private String calls(Connection connection, String path, boolean local) throws SQLException {
    StringJoiner calls = new StringJoiner(", ");
    settings(connection, path)
        .keySet()
        .forEach(each -> calls.add("pg_catalog.set_config(?, ?, " + local + ")"));
    return calls.toString();
  }

  private void bind(PreparedStatement statement, int first, String path) throws SQLException {
    int index = first;
    for (Map.Entry<String, String> setting : settings(statement.getConnection(), path).entrySet()) {
      statement.setString(index++, setting.getKey());
      statement.setString(index++, setting.getValue());
    }
  }

  private Map<String, String> settings(Connection connection, String path) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    Map<String, String> settings = new LinkedHashMap<>(ExpressionSettings.with(path));
    settings.put("standard_conforming_strings", "on");
    settings.put("client_min_messages", "warning");
    settings.put("lock_timeout", milliseconds(lockTimeout));
    settings.put(
        "statement_timeout", statementTimeout.map(SessionSettings::milliseconds).orElse("0"));
    settings.put("idle_in_transaction_session_timeout", "0");
    settings.put("idle_session_timeout", "0");
    if (major >= 17) {
      settings.put("transaction_timeout", "0");
    }
    // A session whose client's machine vanished would keep its locks for hours otherwise.
    settings.put("tcp_keepalives_idle", "30");
    settings.put("tcp_keepalives_interval", "10");
    settings.put("tcp_keepalives_count", "3");
    settings.put("default_transaction_isolation", "read committed");
    return settings;
  }

  /** At least one: PostgreSQL reads 0 as "no limit". */
  private static String milliseconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toMillis()));
  }

  /**
   * Without it a statement whose client has died runs on to its end and commits. Some platforms'
   * kernels cannot tell; PostgreSQL refuses the setting there, and the session works without.
   */
  private static void pinClientCheck(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set client_connection_check_interval = " + CLIENT_CHECK.toMillis());
    } catch (SQLException e) {
      if (!"22023".equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
