package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.embedded.BinaryCache;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.embedded.PostgresVersion;
import dev.kizaki.engine.embedded.ServerIdentity;
import dev.kizaki.engine.embedded.ServerInUseException;
import dev.kizaki.engine.embedded.ServerUse;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Opens the configured database. If it is the embedded one, its server runs as long as it is used.
 */
public final class DatabaseConnector {
  private final DatabaseSettings database;
  private final Consumer<DatabaseIdentity> opened;
  private final AtomicReference<DatabaseIdentity> identity = new AtomicReference<>();

  /**
   * @param reporter receives the line that names the database, when it is opened for the first time
   */
  public DatabaseConnector(DatabaseSettings database, Reporter reporter) {
    this(database, (DatabaseIdentity identity) -> reporter.database(identity.line()));
  }

  /**
   * @param opened receives which database it is, when it is opened for the first time
   */
  public DatabaseConnector(DatabaseSettings database, Consumer<DatabaseIdentity> opened) {
    this.database = database;
    this.opened = opened;
  }

  public boolean isEmbedded() {
    return database.location() instanceof DatabaseLocation.Embedded;
  }

  /** Which database it is; absent until it is opened for the first time. */
  public Optional<DatabaseIdentity> identity() {
    return Optional.ofNullable(identity.get());
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
   * and runs its server for this time. A configured database is opened, and named, by the first
   * session in it.
   *
   * @throws EnvironmentFailure when the embedded server cannot be started
   */
  public DatabaseHandle open() {
    return open(ServerUse.BUILD, Optional.empty());
  }

  /** Does what {@link #open()} does for a watch, which runs until a person stops it. */
  public DatabaseHandle openForWatch() {
    return open(ServerUse.WATCH, Optional.empty());
  }

  /**
   * Does what {@link #open()} does for the tests of a build.
   *
   * @param recorded whether the server must record their statements
   * @throws Refusal when it must, and others use it while it does not
   */
  public DatabaseHandle openForTests(boolean recorded) {
    return open(recorded ? ServerUse.RECORDED_TESTS : ServerUse.TESTS, Optional.empty());
  }

  /**
   * Deletes the embedded database, the parked ones and their server, and opens a new one with the
   * same port and password. The location must be the embedded one.
   *
   * @param again the command that a refusal says to run again
   * @throws Refusal when others use the server
   * @throws EnvironmentFailure when it cannot be deleted or started
   */
  public DatabaseHandle openNew(String again) {
    DatabaseLocation.Embedded embedded = (DatabaseLocation.Embedded) database.location();
    try {
      return open(ServerUse.BUILD, postgres(embedded).delete());
    } catch (ServerInUseException e) {
      throw UsersOfServer.refusal(e.users(), again);
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.code(), e.getMessage(), e);
    }
  }

  /** Deletes the embedded database and its server. The location must be the embedded one. */
  public void delete() {
    try {
      postgres((DatabaseLocation.Embedded) database.location()).delete();
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.code(), e.getMessage(), e);
    }
  }

  private DatabaseHandle open(ServerUse use, Optional<ServerIdentity> identity) {
    if (!(database.location() instanceof DatabaseLocation.Embedded embedded)) {
      return new DatabaseHandle(
          (DatabaseLocation.Server) database.location(),
          database,
          Optional.empty(),
          Optional.empty(),
          this::report);
    }
    EmbeddedPostgres postgres = postgres(embedded);
    try {
      EmbeddedServer server = postgres.startFor(use, identity);
      report(server.jdbcUrl(), PostgresVersion.parse(embedded.version()).release());
      return new DatabaseHandle(
          new DatabaseLocation.Server(
              server.jdbcUrl(),
              Optional.of(server.username()),
              Optional.of(new Secret(server.password()))),
          database,
          Optional.of(postgres.passwordFile()),
          Optional.of(server),
          (url, version) -> {});
    } catch (ServerInUseException e) {
      throw UsersOfServer.refusalOfRecording(e.users());
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.code(), e.getMessage(), e);
    }
  }

  private void report(String jdbcUrl, String version) {
    DatabaseIdentity found =
        new DatabaseIdentity(
            ConnectionString.parse(jdbcUrl).bareUrl(), isEmbedded(), version, database.schema());
    if (identity.compareAndSet(null, found)) {
      opened.accept(found);
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
      throw new Refusal(e.code(), e.getMessage(), e);
    }
  }
}
