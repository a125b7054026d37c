package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code adopt} of 1,000 tables, compared with 70; and of 70 tables, compared with running their
 * migration on a new embedded server, which {@code adopt} does for its proof.
 */
final class AdoptingTables implements Measurement {
  private static final int LARGE = 1000;
  private static final int SMALL = 70;
  private static final Aim GROWTH = new Aim.Times(15);
  private static final Aim BEYOND_THE_SERVER = new Aim.Longer(Duration.ofSeconds(3));

  private static final String TABLE =
      """
      create table "table_%1$d" (
        id bigserial constraint pk_table_%1$d primary key,
        name varchar(255) not null,
        state varchar(20) not null default 'NEW',
        amount numeric(12, 2),
        created_at timestamp not null default now(),
        previous_id bigint constraint fk_table_%1$d_previous references "table_%2$d",
        constraint uk_table_%1$d_name unique (name),
        constraint ck_table_%1$d_amount check (amount >= 0)
      );
      create index ix_table_%1$d_state on "table_%1$d" (state, created_at desc);
      """;

  private final Path directory;
  private int runs;

  AdoptingTables(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Row> run() throws Exception {
    try (TestDatabase large = database(LARGE);
        TestDatabase small = database(SMALL)) {
      List<Duration> medians =
          Rounds.medians(
              1, 3, List.of(() -> adopt(large), () -> adopt(small), () -> applyWhatItWrote()));
      return List.of(
          new Row("adopt 1,000 tables", medians.get(0), SMALL + " tables", medians.get(1), GROWTH),
          new Row(
              "adopt " + SMALL + " tables",
              medians.get(1),
              "apply on a new embedded server",
              medians.get(2),
              BEYOND_THE_SERVER));
    }
  }

  private static TestDatabase database(int tables) throws Exception {
    TestDatabase database = Databases.fresh();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int number = 0; number < tables; number++) {
        statement.execute(TABLE.formatted(number, Math.max(0, number - 1)));
      }
    }
    return database;
  }

  private Duration adopt(TestDatabase database) throws Exception {
    Project project = project(++runs);
    return Rounds.time(
        () ->
            new Kizaki(new Silence())
                .adopt(
                    new AdoptRequest(
                        project, Databases.of(database), false, AdoptingTables::binaries)));
  }

  /** Applies the migration that the last run wrote. */
  private Duration applyWhatItWrote() throws Exception {
    Project project = project(runs);
    return Rounds.time(
        () ->
            new Kizaki(new Silence())
                .apply(
                    new ApplyRequest(
                        project, Databases.embedded(project.root()), Optional.empty())));
  }

  private Project project(int run) throws Exception {
    Path root = Files.createDirectories(directory.resolve("run" + run));
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private static Path binaries(String artifact, String version) {
    return TestBinaries.folder().resolve(artifact + "-" + version + ".jar");
  }
}
