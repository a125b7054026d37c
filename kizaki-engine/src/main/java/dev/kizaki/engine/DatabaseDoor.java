package dev.kizaki.engine;

import dev.kizaki.engine.embedded.BinaryCache;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.embedded.PostgresVersion;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.ReadSession;
import dev.kizaki.engine.jdbc.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The way to a database: the embedded server is started for as long as it is used. */
final class DatabaseDoor {
  private final Database database;

  DatabaseDoor(Database database) {
    this.database = database;
  }

  boolean isEmbedded() {
    return database.location() instanceof Database.Embedded;
  }

  /** Whether there can be anything in the database: an embedded one may never have been made. */
  boolean exists() {
    return !(database.location() instanceof Database.Embedded embedded)
        || postgres(embedded).exists();
  }

  /** What is applied; nothing where there is no embedded database yet, and none is made. */
  List<AppliedMigration> applied() {
    return exists() ? reading(ReadSession::applied) : List.of();
  }

  /**
   * Looks at the database in one read-only transaction.
   *
   * @throws EnvironmentFailure when it cannot be reached
   */
  <T> T reading(Function<ReadSession, T> use) {
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
  <T> T using(Function<Sessions, T> use) {
    if (database.location() instanceof Database.Server server) {
      return use.apply(sessions(server));
    }
    try (EmbeddedServer server = postgres((Database.Embedded) database.location()).start()) {
      return use.apply(
          sessions(
              new Database.Server(
                  server.jdbcUrl(),
                  Optional.of(server.username()),
                  Optional.of(new Secret(server.password())))));
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.getMessage(), e);
    }
  }

  /**
   * Deletes the embedded database.
   *
   * @throws Refusal when the database is not the embedded one
   */
  void delete() {
    if (!(database.location() instanceof Database.Embedded embedded)) {
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

  private Sessions sessions(Database.Server server) {
    return new Sessions(
        server,
        database.schema(),
        database.lockTimeout(),
        database.statementTimeout(),
        database.checkTimeout());
  }

  private static EmbeddedPostgres postgres(Database.Embedded embedded) {
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
