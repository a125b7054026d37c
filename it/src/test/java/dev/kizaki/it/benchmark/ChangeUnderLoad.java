package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One change of large tables while others use them, made in one of several ways.
 *
 * @param directory a new directory for its files
 */
record ChangeUnderLoad(SchemaChange change, Path directory, int rows) {
  private static final String FILE = "task.inspire";
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Who makes the change. */
  enum Way {
    AT_ONCE("one transaction"),
    IN_STAGES("in stages"),
    PGROLL("pgroll's recipe"),
    FLYWAY("Flyway, by hand");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    /** As in a table. */
    String words() {
      return words;
    }
  }

  /**
   * What was measured.
   *
   * @param took the time of the change
   * @param before what the users noticed without it, for {@link #IDLE}
   * @param during what they noticed while it ran
   * @param sizesBefore the sizes before it
   * @param sizes the sizes after it
   * @param memory the most memory of the JVM during it, in bytes
   */
  record Measured(
      Duration took,
      SteadyLoad.Noticed before,
      SteadyLoad.Noticed during,
      LargeTables.Sizes sizesBefore,
      LargeTables.Sizes sizes,
      long memory) {
    /** The part of the statements in the same time without the change. */
    double throughput() {
      double idle = before.statements() / Table.seconds(IDLE);
      return during.statements() / Table.seconds(took) / idle;
    }

    double tableGrowth() {
      return (double) sizes.tables() / sizesBefore.tables();
    }

    double indexGrowth() {
      return (double) sizes.indexes() / sizesBefore.indexes();
    }

    long wal() {
      return sizes.wal() - sizesBefore.wal();
    }
  }

  /** Whether the way can make the change. */
  boolean isPossible(Way way) {
    return way != Way.PGROLL || change.pgroll().isPresent();
  }

  /** Makes the change of a new database, without users, so that all code is loaded and compiled. */
  void warmUp(Way way) throws Exception {
    Project project = write(directory.resolve("warm-up-" + way));
    try (TestDatabase database = Databases.fresh()) {
      apply(project, database, Optional.of("1"), OnlineSettings.NEVER);
      LargeTables.fill(database, 10_000);
      run(way, project, database);
    }
  }

  /** Makes the change of a new database. */
  Measured measure(Way way) throws Exception {
    Project project = write(directory.resolve(way.toString()));
    try (TestDatabase database = Databases.fresh()) {
      apply(project, database, Optional.of("1"), OnlineSettings.NEVER);
      LargeTables.fill(database, rows);
      try (SteadyLoad load = SteadyLoad.on(database, rows)) {
        Thread.sleep(IDLE.toMillis() / 2);
        load.startAnew();
        Thread.sleep(IDLE.toMillis());
        SteadyLoad.Noticed before = load.noticed();
        LargeTables.Sizes sizes = LargeTables.sizes(database);
        try (PeakMemory memory = PeakMemory.watch()) {
          load.startAnew();
          Duration took = Rounds.time(() -> run(way, project, database));
          SteadyLoad.Noticed during = load.noticed();
          return new Measured(
              took, before, during, sizes, LargeTables.sizes(database), memory.most());
        }
      }
    }
  }

  private void run(Way way, Project project, TestDatabase database) throws Exception {
    switch (way) {
      case AT_ONCE -> apply(project, database, Optional.empty(), OnlineSettings.NEVER);
      case IN_STAGES -> apply(project, database, Optional.empty(), OnlineSettings.ALWAYS);
      case PGROLL -> change.pgroll().orElseThrow().run(database);
      case FLYWAY -> {
        Path scripts = project.root().resolve("sql");
        FlywayScripts.write(scripts, change.byHand().stream().map(List::of).toList());
        FlywayScripts.migrate(database, scripts);
      }
    }
  }

  private Project write(Path root) throws Exception {
    Files.createDirectories(root);
    LongHistory history = new LongHistory(root);
    history.add(Map.of(FILE, SchemaChange.before()));
    history.add(Map.of(FILE, change.schema()));
    Folders.write(root.resolve("inspire"), Map.of(FILE, change.schema()));
    return new Project(
        root,
        root.resolve("inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private static void apply(
      Project project, TestDatabase database, Optional<String> target, OnlineSettings online) {
    new Kizaki(new Silence())
        .apply(new ApplyRequest(project, Databases.of(database), target, false, false, online));
  }
}
