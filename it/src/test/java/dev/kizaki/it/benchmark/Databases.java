package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The databases of the measurements. */
final class Databases {
  private static final int MAJOR = 17;
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private Databases() {}

  /** An empty database; the caller must close it. */
  static TestDatabase fresh() {
    return PostgresServers.version(MAJOR).freshDatabase();
  }

  /** The settings of a database. */
  static DatabaseSettings of(TestDatabase database) {
    return at(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))));
  }

  /** The settings of the embedded database of a project. */
  static DatabaseSettings embedded(Path project) {
    return at(
        new DatabaseLocation.Embedded(
            project,
            String.valueOf(MAJOR),
            (artifact, version) ->
                TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
  }

  /**
   * The settings of an embedded database that does not exist, so nothing is applied and nothing is
   * read.
   */
  static DatabaseSettings none(Path project) {
    return at(
        new DatabaseLocation.Embedded(
            project,
            String.valueOf(MAJOR),
            (artifact, version) -> {
              throw new IllegalStateException("nothing is to be started here");
            }));
  }

  /**
   * Records the first migration of a history as applied. Its tables do not exist, because with its
   * default settings PostgreSQL cannot hold the locks of 2,000 tables in one transaction.
   *
   * @param directory a directory for a small project that is applied to create the history table
   */
  static void markApplied(TestDatabase database, LongHistory history, Path directory)
      throws Exception {
    Files.createDirectories(directory);
    new LongHistory(directory).add(Map.of("a.inspire", "entity A { title: string }"));
    new Kizaki(new Silence())
        .apply(
            new ApplyRequest(
                new Project(
                    directory,
                    directory.resolve("inspire"),
                    directory.resolve("migrations"),
                    Optional.empty(),
                    Optional.empty()),
                of(database),
                Optional.empty()));
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement("update __kizaki_migration set name = ?, digest = ?")) {
      update.setString(1, history.latest());
      update.setString(2, history.latestDigest());
      update.executeUpdate();
    }
  }

  private static DatabaseSettings at(DatabaseLocation location) {
    return TestRequests.database(location, "public", LOCK_TIMEOUT, Optional.empty());
  }
}
