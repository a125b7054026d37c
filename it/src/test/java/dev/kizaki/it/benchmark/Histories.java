package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Histories of 10 to 5,000 migrations of a schema of 20 entities: applying all of them, and with
 * all applied, planning and applying nothing. Each is compared with the next shorter history.
 */
final class Histories implements Measurement {
  /** Above 1, because times differ from run to run. */
  private static final double EACH = 1.1;

  /** A shorter history takes less than what every run takes. */
  private static final int LONG = 1000;

  private static final int ENTITIES = 20;

  private static final String ENTITY =
      """
      entity Entity%02d {
        title: string
        position: int = 0%s
      }
      """;

  private final Path directory;
  private final List<Integer> sizes;

  /**
   * @param sizes the numbers of migrations, in ascending order
   */
  Histories(Path directory, List<Integer> sizes) {
    this.directory = directory;
    this.sizes = List.copyOf(sizes);
  }

  @Override
  public List<Row> run() throws Exception {
    List<Project> projects = new ArrayList<>();
    for (int size : sizes) {
      projects.add(write(directory.resolve("history" + size), size));
    }
    List<Row> rows = new ArrayList<>(rows("apply all", applied(projects)));
    List<TestDatabase> databases = new ArrayList<>();
    try {
      for (Project project : projects) {
        TestDatabase database = Databases.fresh();
        databases.add(database);
        apply(project, database);
      }
      rows.addAll(rows("apply nothing", nothingApplied(projects, databases)));
      rows.addAll(rows("plan nothing", nothingPlanned(projects, databases)));
    } finally {
      for (TestDatabase database : databases) {
        database.close();
      }
    }
    return rows;
  }

  private List<Row> rows(String what, List<Duration> medians) {
    List<Row> rows = new ArrayList<>();
    for (int each = 1; each < sizes.size(); each++) {
      int before = sizes.get(each - 1);
      rows.add(
          new Row(
              String.format(Locale.ROOT, "%s, %,d migrations", what, sizes.get(each)),
              medians.get(each),
              String.format(Locale.ROOT, "%,d migrations", before),
              medians.get(each - 1),
              before < LONG
                  ? new Aim.None()
                  : new Aim.Linear((double) sizes.get(each) / before, EACH)));
    }
    return rows;
  }

  private static List<Duration> applied(List<Project> projects) throws Exception {
    List<Rounds.Contestant> all = new ArrayList<>();
    for (Project project : projects) {
      all.add(
          () -> {
            try (TestDatabase database = Databases.fresh()) {
              return Rounds.time(() -> apply(project, database));
            }
          });
    }
    return Rounds.medians(1, 3, all);
  }

  private static List<Duration> nothingApplied(List<Project> projects, List<TestDatabase> databases)
      throws Exception {
    List<Rounds.Contestant> all = new ArrayList<>();
    for (int each = 0; each < projects.size(); each++) {
      Project project = projects.get(each);
      TestDatabase database = databases.get(each);
      all.add(() -> Rounds.time(() -> apply(project, database)));
    }
    return Rounds.medians(2, 7, all);
  }

  private static List<Duration> nothingPlanned(List<Project> projects, List<TestDatabase> databases)
      throws Exception {
    List<Rounds.Contestant> all = new ArrayList<>();
    for (int each = 0; each < projects.size(); each++) {
      Project project = projects.get(each);
      TestDatabase database = databases.get(each);
      all.add(() -> Rounds.time(() -> plan(project, database)));
    }
    return Rounds.medians(2, 7, all);
  }

  /**
   * The first migration makes the entities; each later one adds a field to an entity, or removes
   * the one that the migration before has added. So the schema is as large after 5,000 migrations.
   */
  private static Project write(Path directory, int size) throws IOException {
    Files.createDirectories(directory);
    Map<String, String> schema = new TreeMap<>();
    for (int number = 0; number < ENTITIES; number++) {
      schema.put(file(number), ENTITY.formatted(number, ""));
    }
    LongHistory history = new LongHistory(directory);
    history.add(schema);
    for (int number = 1; number < size; number++) {
      int entity = number / 2 % ENTITIES;
      String field = number % 2 == 0 ? "" : "\n  note%d: string?".formatted(number);
      String whole = ENTITY.formatted(entity, field);
      schema.put(file(entity), whole);
      history.add(Map.of(file(entity), whole));
    }
    Folders.write(directory.resolve("inspire"), schema);
    return new Project(
        directory,
        directory.resolve("inspire"),
        directory.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private static String file(int entity) {
    return "entity%02d.inspire".formatted(entity);
  }

  private static void apply(Project project, TestDatabase database) {
    new Kizaki(new Silence())
        .apply(new ApplyRequest(project, Databases.of(database), Optional.empty()));
  }

  private static void plan(Project project, TestDatabase database) {
    PlanRequest request =
        TestRequests.plan(
            project,
            Databases.of(database),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty());
    PlanResult result = new Kizaki(new Silence()).plan(request);
    if (result.outcome() == PlanResult.Outcome.GENERATED) {
      throw new IllegalStateException("planned: " + result);
    }
  }
}
