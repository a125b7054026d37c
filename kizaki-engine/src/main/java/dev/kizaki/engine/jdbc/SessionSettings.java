package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.sql.ExpressionSettings;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings that are fixed in a session before it is used, so that the settings of a role, a
 * database or a client cannot change the meaning of a command. For example, {@code TimeZone}
 * decides whether a change from {@code timestamp} to {@code timestamptz} rewrites a table.
 *
 * <p>In kizaki's own queries, the search path contains only {@code pg_catalog}. Otherwise a user
 * with the right to create functions in the schema could replace a PostgreSQL function by one with
 * the same name and better matching argument types. In a migration, the search path contains the
 * schema too, because a user may have written its SQL.
 *
 * @param schema the schema on the search path of a migration
 * @param lockTimeout positive
 * @param statementTimeout absent for no limit
 */
public record SessionSettings(
    String schema, Duration lockTimeout, Optional<Duration> statementTimeout) {
  /** The search path of kizaki's own queries. */
  public static final String CATALOG_PATH = ExpressionSettings.path("pg_catalog");

  /** How often the server checks during a command whether the client is still connected. */
  private static final Duration CLIENT_CHECK = Duration.ofSeconds(1);

  /** The settings that have no effect on a command. */
  private static final Map<String, String> OF_SESSION =
      Map.of(
          "idle_session_timeout",
          "0",
          // Without these, a session would keep its locks for hours after its client's machine has
          // failed.
          "tcp_keepalives_idle",
          "30",
          "tcp_keepalives_interval",
          "10",
          "tcp_keepalives_count",
          "3",
          "default_transaction_isolation",
          "read committed");

  public SessionSettings {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(statementTimeout, "statementTimeout");
  }

  /** Pins the settings for the rest of the session. */
  public void pin(Connection connection) throws SQLException {
    set(connection, false);
    pinClientCheck(connection);
  }

  /**
   * Pins the settings for the current transaction only. A pooler can give the server session to
   * another client after the transaction, and that client must not get these settings.
   */
  public void pinForTransaction(Connection connection) throws SQLException {
    set(connection, true);
  }

  /** Pins the settings of a migration for the current transaction. */
  public void pinForMigration(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select " + callsForMigration(connection));
    }
  }

  /**
   * Pins the settings of a command of a migration that cannot run in a transaction. It may wait for
   * locks without a limit. {@link #pin} must be called after it.
   *
   * @param connection in autocommit mode
   */
  public void pinOutsideTransaction(Connection connection) throws SQLException {
    set(connection, schemaPath(), false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = 0");
    }
  }

  private void set(Connection connection, boolean local) throws SQLException {
    set(connection, CATALOG_PATH, local);
  }

  private void set(Connection connection, String path, boolean local) throws SQLException {
    Map<String, String> settings = ofCommands(connection, path);
    settings.putAll(OF_SESSION);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select " + calls(settings, local));
    }
  }

  /** The search path of a migration. PostgreSQL's own names are found first. */
  public String schemaPath() {
    return schemaPath(schema);
  }

  /** The search path of a migration of this schema. */
  public static String schemaPath(String schema) {
    return ExpressionSettings.path(Quoting.identifier(schema));
  }

  /**
   * The function calls that pin the settings for the transaction of a migration, for a select list.
   * The session must have been {@link #pin pinned}: what has no effect inside a transaction is not
   * set again.
   */
  public String callsForMigration(Connection connection) throws SQLException {
    return calls(ofCommands(connection, schemaPath()), true);
  }

  /**
   * The calls are schema-qualified: before they run, the search path is not yet set, and it may
   * lead to another function with the same name.
   *
   * @param local whether the settings end with the transaction
   */
  private static String calls(Map<String, String> settings, boolean local) {
    return settings.entrySet().stream()
        .map(
            each ->
                "pg_catalog.set_config(%s, %s, %s)"
                    .formatted(
                        Quoting.string(each.getKey()), Quoting.string(each.getValue()), local))
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> ofCommands(Connection connection, String path) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    Map<String, String> settings = new LinkedHashMap<>(ExpressionSettings.with(path));
    settings.put("standard_conforming_strings", "on");
    settings.put("client_min_messages", "warning");
    // The catalog's expressions and types are compared as PostgreSQL prints them.
    settings.put("quote_all_identifiers", "off");
    settings.put("array_nulls", "on");
    settings.put("transform_null_equals", "off");
    settings.put("lock_timeout", milliseconds(lockTimeout));
    settings.put(
        "statement_timeout", statementTimeout.map(SessionSettings::milliseconds).orElse("0"));
    settings.put("idle_in_transaction_session_timeout", "0");
    if (major >= 17) {
      settings.put("transaction_timeout", "0");
    }
    return settings;
  }

  /** At least 1, because PostgreSQL reads 0 as "no limit". */
  private static String milliseconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toMillis()));
  }

  /**
   * Makes the server cancel a statement whose client is no longer connected; without this, the
   * statement would run to its end and commit. On platforms whose kernel cannot detect this,
   * PostgreSQL refuses the setting, and the session is used without it.
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
