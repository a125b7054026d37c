package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens connections to one database with fixed settings. This class fixes the settings of the JDBC
 * driver that change how a command is sent; {@link SessionSettings} fixes those of the session. If
 * a connection fails, the message does not contain the password.
 */
public final class Sessions {
  private static final int OLDEST_MAJOR = 14;
  private static final int LONGEST_NAME_BYTES = 63;
  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*[a-z]*[0-9]*");

  private final ConnectionString target;
  private final Optional<String> username;
  private final Optional<Secret> password;
  private final SessionSettings settings;
  private final Duration checkTimeout;
  private final Consumer<String> connected;

  /**
   * @param server its URL may have any form that {@link ConnectionString} reads; credentials in the
   *     URL are used if the record contains none
   * @param schema the PostgreSQL schema of the tables and the history
   * @param lockTimeout how long a command may wait for a lock; positive
   * @param statementTimeout how long a command may run; absent for no limit
   * @param checkTimeout how long a data check may run before the first migration; positive
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
    this.connected = version -> {};
  }

  private Sessions(Sessions other, Consumer<String> connected) {
    this.target = other.target;
    this.username = other.username;
    this.password = other.password;
    this.settings = other.settings;
    this.checkTimeout = other.checkTimeout;
    this.connected = connected;
  }

  /**
   * The same sessions, which tell the server's version after each new connection.
   *
   * @param connected receives a version such as {@code 17.6}, from the thread that connects
   */
  public Sessions reporting(Consumer<String> connected) {
    return new Sessions(this, Objects.requireNonNull(connected, "connected"));
  }

  /**
   * In the startup message of a connection, a U+0000 ends a value, and the next parameter follows.
   */
  private static void requireSendable(String parameter, String text) {
    if (!isStorable(text)) {
      throw new Refusal(
          RefusalCode.CREDENTIALS_TEXT,
          "%s contains a character that PostgreSQL cannot store; correct it.".formatted(parameter));
    }
  }

  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(each -> each == 0 || Character.getType(each) == Character.SURROGATE);
  }

  private static String usable(String schema) {
    if (schema.isBlank()) {
      throw new Refusal(
          RefusalCode.SCHEMA_NAME, "databaseSchema is empty; name a schema, such as public.");
    }
    if (!isStorable(schema)) {
      throw new Refusal(
          RefusalCode.SCHEMA_NAME,
          """
          databaseSchema %s contains a character that PostgreSQL cannot store; choose another \
          name.\
          """
              .formatted(UnsafeCharacters.escapedLines(schema)));
    }
    int bytes = schema.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME_BYTES) {
      throw new Refusal(
          RefusalCode.SCHEMA_NAME,
          "databaseSchema %s has %d bytes, and PostgreSQL cuts names at %d; choose a shorter one."
              .formatted(UnsafeCharacters.escapedLines(schema), bytes, LONGEST_NAME_BYTES));
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

  /** A connection in autocommit mode with pinned settings. */
  public Connection open() {
    Connection connection = connect();
    pin(connection);
    return connection;
  }

  /**
   * A connection whose session settings have not been changed yet. Behind a pooler in transaction
   * mode, a setting would affect other clients, so {@code PoolerCheck} must run before {@link
   * #pin}.
   */
  public Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "20");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("assumeMinServerVersion", "9.4");
    target.parameters().forEach(properties::setProperty);
    properties.setProperty("ApplicationName", "kizaki");
    // These decide how commands are sent and errors are reported, so the URL must not change them.
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("autosave", "never");
    properties.setProperty("raiseExceptionOnSilentRollback", "true");
    properties.setProperty("logServerErrorDetail", "true");
    properties.setProperty("readOnlyMode", "transaction");
    // No named statements: behind a pooler, the names of two clients would collide in one session.
    properties.setProperty("prepareThreshold", "0");
    // The two statements that a migration repeats return the same columns whatever the DDL between
    // them does, so the driver need not parse them again after it.
    properties.setProperty("flushCacheOnDdl", "false");
    properties.remove("readOnly");
    username.ifPresent(each -> properties.setProperty("user", each));
    password.ifPresent(each -> properties.setProperty("password", each.reveal()));
    Connection connection;
    try {
      connection = new org.postgresql.Driver().connect(target.bareUrl(), properties);
    } catch (SQLException e) {
      throw explain(e);
    }
    connected(supportedVersion(connection));
    return connection;
  }

  /** Tells the server's version, as a new connection does. */
  public void connected(String version) {
    connected.accept(version);
  }

  public void pin(Connection connection) {
    try {
      settings.pin(connection);
    } catch (SQLException e) {
      close(connection);
      throw explain(e);
    }
  }

  /** The failure to throw if a new connection cannot be used. */
  public EnvironmentFailure explain(SQLException failure) {
    return ConnectionProblem.explain(address(), username, failure);
  }

  /** The server's version without the words that packagers add; refuses an old server. */
  private String supportedVersion(Connection connection) {
    try {
      String version = connection.getMetaData().getDatabaseProductVersion();
      if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR) {
        connection.close();
        throw new Refusal(
            RefusalCode.SERVER_TOO_OLD,
            "%s is PostgreSQL %s, and kizaki needs %d or newer; upgrade the server."
                .formatted(address(), version, OLDEST_MAJOR));
      }
      Matcher number = VERSION.matcher(version);
      return number.lookingAt() ? number.group() : "of unknown version";
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
      return; // the server ends the session of a broken connection itself
    }
  }
}
