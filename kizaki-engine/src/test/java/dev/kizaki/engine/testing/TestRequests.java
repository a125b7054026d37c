package dev.kizaki.engine.testing;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.jdbc.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests and settings with the values that most tests have. */
public final class TestRequests {
  /** The default of {@code kizaki.checkTimeout}. */
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(30);

  private TestRequests() {}

  /** Settings without {@code kizaki.ignore}. */
  public static DatabaseSettings database(
      DatabaseLocation location,
      String schema,
      Duration lockTimeout,
      Optional<Duration> statementTimeout) {
    return new DatabaseSettings(
        location, schema, lockTimeout, statementTimeout, CHECK_TIMEOUT, List.of());
  }

  public static Sessions sessions(
      DatabaseLocation.Server server,
      String schema,
      Duration lockTimeout,
      Optional<Duration> statementTimeout) {
    return new Sessions(server, schema, lockTimeout, statementTimeout, CHECK_TIMEOUT);
  }

  /** A request without changelogs. */
  public static PlanRequest plan(
      Project project,
      DatabaseSettings database,
      Optional<String> name,
      Optional<String> resolve,
      Optional<Path> resolveFile,
      boolean rewriteShared,
      boolean fromLifecyclePhase,
      Optional<Prompter> prompter) {
    return new PlanRequest(
        project,
        database,
        name,
        resolve,
        resolveFile,
        rewriteShared,
        fromLifecyclePhase,
        prompter,
        Optional.empty(),
        ChangelogSettings.OFF);
  }

  /** A request without changelogs. */
  public static StatusRequest status(
      Project project, DatabaseSettings database, Set<FailOn> failOn, Optional<Path> jsonFile) {
    return new StatusRequest(project, database, failOn, jsonFile, false, false, false);
  }

  /** A request without changelogs and without an output file. */
  public static StatusRequest status(
      Project project, DatabaseSettings database, Set<FailOn> failOn) {
    return status(project, database, failOn, Optional.empty());
  }
}
