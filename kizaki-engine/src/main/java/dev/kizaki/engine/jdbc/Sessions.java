package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.apply.PoolerCheck;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Opens connections to one database, always in the same state: the JDBC driver's settings that
 * would change how a command is sent are fixed here, the session's in {@link SessionSettings}.
 * Every failure to connect comes out as a sentence without the password.
 */
public final class Sessions {
  private static final int OLDEST_MAJOR = 14;
  private static final int LONGEST_NAME_BYTES = 63;

  private final ConnectionString target;
  private final Optional<String> username;
  private final Optional<Secret> password;
  private final SessionSettings settings;
  private final Duration checkTimeout;

  /**
   * @param server its URL may be any form that {@link ConnectionString} reads; credentials in it
   *     count where the record holds none
   * @param schema the PostgreSQL schema of the tables and the history
   * @param lockTimeout how long a command may wait for a lock; positive
   * @param statementTimeout how long a command may run; absent for no limit
   * @param checkTimeout how long a data check may run up front; positive
   * @throws Refusal when the URL or the schema's name cannot be used
   */
  public Sessions(
      DatabaseLocation.Server server,
      String schema,
      Duration lockTimeout,
      Optional<Duration> statementTimeout,
      Duration checkTimeout) {
    this.target = ConnectionString.parse(server.jdbcUrl());
    this.username = server.username().or(target::username);
    this.password = server.password().or(target::password);
    username.ifPresent(each -> requireSendable("username", each));
    password.ifPresent(each -> requireSendable("password", each.reveal()));
    this.settings = new SessionSettings(usable(schema), lockTimeout, statementTimeout);
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    this.checkTimeout = Objects.requireNonNull(checkTimeout, "checkTimeout");
  }

  /** In a connection's first message a U+0000 would end the text, and begin the next parameter. */
  private static void requireSendable(String parameter, String text) {
    if (!isStorable(text)) {
      throw new Refusal(
          parameter + " holds a character that PostgreSQL has no place for; correct it.");
    }
  }

  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(each -> each == 0 || Character.getType(each) == Character.SURROGATE);
  }

  private static String usable(String schema) {
    if (schema.isBlank()) {
      throw new Refusal("databaseSchema is empty; name a schema, such as public.");
    }
    if (!isStorable(schema)) {
      throw new Refusal(
          "databaseSchema "
              + UnsafeCharacters.escapedLines(schema)
              + " holds a character that PostgreSQL has no place for; choose another name.");
    }
    int bytes = schema.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME_BYTES) {
      throw new Refusal(
          "databaseSchema "
              + UnsafeCharacters.escapedLines(schema)
              + " has "
              + bytes
              + " bytes, and PostgreSQL cuts names at "
              + LONGEST_NAME_BYTES
              + "; choose a shorter one.");
    }
    return schema;
  }

  /** Where the database is, for messages: {@code host:port/database}. */
  public String address() {
    return target.address();
  }

  public String schema() {
    return settings.schema();
  }

  public SessionSettings settings() {
    return settings;
  }

  public Duration checkTimeout() {
    return checkTimeout;
  }

  public Duration lockTimeout() {
    return settings.lockTimeout();
  }

  /** A connection in autocommit with pinned settings. */
  public Connection open() {
    Connection connection = connect();
    pin(connection);
    return connection;
  }

  /**
   * A connection on which nothing has been set yet: what is set behind a transaction-mode pooler
   * reaches strangers, so {@link PoolerCheck} comes before {@link #pin}.
   */
  public Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "20");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("assumeMinServerVersion", "9.4");
    target.parameters().forEach(properties::setProperty);
    properties.setProperty("ApplicationName", "kizaki");
    // What follows decides how commands are sent and reported; it is not the URL's to choose.
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("autosave", "never");
    properties.setProperty("raiseExceptionOnSilentRollback", "true");
    properties.setProperty("logServerErrorDetail", "true");
    properties.setProperty("readOnlyMode", "transaction");
    // No statement gets a name: behind a pooler two clients' names would meet in one session.
    properties.setProperty("prepareThreshold", "0");
    properties.remove("readOnly");
    username.ifPresent(each -> properties.setProperty("user", each));
    password.ifPresent(each -> properties.setProperty("password", each.reveal()));
    Connection connection;
    try {
      connection = new org.postgresql.Driver().connect(target.bareUrl(), properties);
    } catch (SQLException e) {
      throw explain(e);
    }
    refuseOldServer(connection);
    return connection;
  }

  public void pin(Connection connection) {
    try {
      settings.pin(connection);
    } catch (SQLException e) {
      close(connection);
      throw explain(e);
    }
  }

  /** Why the database cannot be worked with, after a failure on a new connection. */
  EnvironmentFailure explain(SQLException failure) {
    return ConnectionProblem.explain(address(), username, failure);
  }

  private void refuseOldServer(Connection connection) {
    try {
      if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR) {
        String version = connection.getMetaData().getDatabaseProductVersion();
        connection.close();
        throw new Refusal(
            address()
                + " is PostgreSQL "
                + version
                + ", and kizaki needs "
                + OLDEST_MAJOR
                + " or newer; upgrade the server.");
      }
    } catch (SQLException e) {
      close(connection);
      throw explain(e);
    }
  }

  /** Closes a connection that may already be broken. */
  public static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return; // the server ends a session whose connection is gone by itself
    }
  }
}
