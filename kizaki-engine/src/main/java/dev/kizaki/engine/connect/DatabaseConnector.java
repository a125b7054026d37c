package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.embedded.BinaryCache;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.embedded.PostgresVersion;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens the configured database. If it is the embedded one, its server runs as long as it is used.
 */
public final class DatabaseConnector {
  private final DatabaseSettings database;

  public DatabaseConnector(DatabaseSettings database) {
    this.database = database;
  }

  public boolean isEmbedded() {
    return database.location() instanceof DatabaseLocation.Embedded;
  }

  /** Whether the database exists. Only an embedded one may not exist; others are assumed to. */
  public boolean exists() {
    return !(database.location() instanceof DatabaseLocation.Embedded embedded)
        || postgres(embedded).exists();
  }

  /** The applied migrations; empty if the embedded database does not exist. Does not create it. */
  public List<AppliedMigration> applied() {
    return exists() ? reading(ReadSession::applied) : List.of();
  }

  /**
   * Reads the database in one read-only transaction.
   *
   * @throws EnvironmentFailure when it cannot be reached
   */
  public <T> T reading(Function<ReadSession, T> use) {
    return using(
        sessions -> {
          try (ReadSession session = ReadSession.open(sessions)) {
            return use.apply(session);
          }
        });
  }

  /**
   * Opens the database for the duration of the call. Creates the embedded one if it does not exist.
   *
   * @throws EnvironmentFailure when it cannot be reached
   */
  public <T> T using(Function<Sessions, T> use) {
    try (DatabaseHandle open = open()) {
      return use.apply(open.sessions());
    }
  }

  /**
   * Opens the database until the handle is closed. Creates the embedded one if it does not exist,
   * and runs its server for this time.
   *
   * @throws EnvironmentFailure when the embedded server cannot be started
   */
  public DatabaseHandle open() {
    if (!(database.location() instanceof DatabaseLocation.Embedded embedded)) {
      return new DatabaseHandle(
          (DatabaseLocation.Server) database.location(),
          database,
          Optional.empty(),
          Optional.empty());
    }
    EmbeddedPostgres postgres = postgres(embedded);
    try {
      EmbeddedServer server = postgres.start();
      return new DatabaseHandle(
          new DatabaseLocation.Server(
              server.jdbcUrl(),
              Optional.of(server.username()),
              Optional.of(new Secret(server.password()))),
          database,
          Optional.of(postgres.passwordFile()),
          Optional.of(server));
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.getMessage(), e);
    }
  }

  /**
   * Deletes the embedded database.
   *
   * @throws Refusal when another database is configured
   * @throws EnvironmentFailure when it is in use or cannot be deleted
   */
  public void delete() {
    if (!(database.location() instanceof DatabaseLocation.Embedded embedded)) {
      throw new Refusal(
          """
          kizaki:reset deletes the embedded database only, and a database is configured. \
          Leave out url, connectionString, serverId, username and password.\
          """);
    }
    try {
      postgres(embedded).delete();
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.getMessage(), e);
    }
  }

  private static EmbeddedPostgres postgres(DatabaseLocation.Embedded embedded) {
    try {
      return new EmbeddedPostgres(
          embedded.project(),
          PostgresVersion.parse(embedded.version()),
          BinaryCache.ofUser(
              (platform, version) ->
                  embedded.binaries().fetch(platform.artifactId(), version.binaries())));
    } catch (EmbeddedServerException e) {
      throw new Refusal(e.getMessage(), e);
    }
  }
}
