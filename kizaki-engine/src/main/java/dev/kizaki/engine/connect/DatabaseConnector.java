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

/** The way to a database: the embedded server is started for as long as it is used. */
public final class DatabaseConnector {
  private final DatabaseSettings database;

  public DatabaseConnector(DatabaseSettings database) {
    this.database = database;
  }

  public boolean isEmbedded() {
    return database.location() instanceof DatabaseLocation.Embedded;
  }

  /** Whether there can be anything in the database: an embedded one may never have been made. */
  public boolean exists() {
    return !(database.location() instanceof DatabaseLocation.Embedded embedded)
        || postgres(embedded).exists();
  }

  /** What is applied; nothing where there is no embedded database yet, and none is made. */
  public List<AppliedMigration> applied() {
    return exists() ? reading(ReadSession::applied) : List.of();
  }

  /**
   * Looks at the database in one read-only transaction.
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
   * Works with the database; an embedded one is made if there is none.
   *
   * @throws EnvironmentFailure when it cannot be reached
   */
  public <T> T using(Function<Sessions, T> use) {
    try (DatabaseHandle open = open()) {
      return use.apply(open.sessions());
    }
  }

  /**
   * Makes sure that the database is there until what this returns is closed: an embedded one is
   * made if there is none, and its server runs as long.
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
   * @throws Refusal when the database is not the embedded one
   */
  public void delete() {
    if (!(database.location() instanceof DatabaseLocation.Embedded embedded)) {
      throw new Refusal(
          "kizaki:reset deletes the embedded database only, and a database is configured."
              + " Leave out url, connectionString, serverId, username and password.");
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
