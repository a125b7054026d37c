package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The databases that goals are measured with. */
final class Databases {
  private static final int MAJOR = 17;
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private Databases() {}

  /** An empty one, to be closed. */
  static TestDatabase fresh() {
    return PostgresServers.version(MAJOR).freshDatabase();
  }

  /** The same for a request. */
  static DatabaseSettings of(TestDatabase database) {
    return at(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))));
  }

  /** An embedded one that was never made, so that nothing is applied and nothing is asked. */
  static DatabaseSettings none(Path project) {
    return at(
        new DatabaseLocation.Embedded(
            project,
            String.valueOf(MAJOR),
            (artifact, version) -> {
              throw new EnvironmentFailure("nothing is to be started here");
            }));
  }

  /**
   * Lets the database say that the first migration of a history is applied. Its tables are not
   * there: PostgreSQL has no room, as it comes, for the locks of 2,000 of them in one transaction.
   *
   * @param directory a place for the small project whose application makes the history table
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
