package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.SqlBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** An empty database beside the one of an embedded server; closing it drops it. */
public final class ProofDatabase implements AutoCloseable {
  private static final String PREFIX = "kizaki_proof_";

  private final Connection connection;
  private final String name;
  private final DatabaseLocation.Server server;

  private ProofDatabase(Connection connection, String name, DatabaseLocation.Server server) {
    this.connection = connection;
    this.name = name;
    this.server = server;
  }

  /**
   * Creates the database; one of a killed process with this number is dropped first.
   *
   * @param existing the database of the server, with the superuser
   * @param sessions opens sessions in it
   * @throws EnvironmentFailure when it cannot be created
   */
  public static ProofDatabase create(DatabaseLocation.Server existing, Sessions sessions) {
    String name = PREFIX + ProcessHandle.current().pid();
    Connection connection = sessions.open();
    try {
      execute(connection, sql("drop database if exists").identifier(name).words("with (force)"));
      execute(
          connection,
          sql("create database")
              .identifier(name)
              .words("template template0 encoding")
              .string("UTF8"));
    } catch (SQLException e) {
      Sessions.close(connection);
      throw new EnvironmentFailure(
          RefusalCode.EMBEDDED_COMMAND_FAILED,
          "The database for the proof could not be created: %s. Run again."
              .formatted(ServerMessage.of(e).line()),
          e);
    }
    return new ProofDatabase(
        connection,
        name,
        new DatabaseLocation.Server(
            existing.jdbcUrl().replaceFirst("/[^/]*$", "/" + name),
            existing.username(),
            existing.password()));
  }

  /** The URL of the database, and its user. */
  public DatabaseLocation.Server server() {
    return server;
  }

  /**
   * Creates the schemas that are missing.
   *
   * @param sessions opens sessions in the database
   * @throws EnvironmentFailure when one cannot be created
   */
  public void createSchemas(Sessions sessions, Collection<String> schemas) {
    if (schemas.isEmpty()) {
      return;
    }
    Connection inProof = sessions.open();
    try {
      for (String schema : schemas) {
        execute(inProof, sql("create schema if not exists").identifier(schema));
      }
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          RefusalCode.EMBEDDED_COMMAND_FAILED,
          "The schemas for the proof could not be created: %s. Run again."
              .formatted(ServerMessage.of(e).line()),
          e);
    } finally {
      Sessions.close(inProof);
    }
  }

  private static void execute(Connection connection, SqlBuilder command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command.text());
    }
  }

  /** Drops the database. A server that was stopped is deleted or cleaned by the next run. */
  @Override
  public void close() {
    try {
      execute(connection, sql("drop database if exists").identifier(name).words("with (force)"));
    } catch (SQLException e) {
      // The next run of this process number drops it.
    } finally {
      Sessions.close(connection);
    }
  }
}
