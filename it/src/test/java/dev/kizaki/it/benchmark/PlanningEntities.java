package dev.kizaki.it.benchmark;

import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code plan} of 2,000 entities, compared with 200, from reading the schema files to writing the
 * migration.
 */
final class PlanningEntities implements Measurement {
  private static final int LARGE = 2000;
  private static final int SMALL = 200;

  /** Above 1, because times differ from run to run. */
  private static final Aim AIM = new Aim.Linear(LARGE / SMALL, 1.2);

  private final Path directory;

  PlanningEntities(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Row> run() throws Exception {
    List<Row> rows = new ArrayList<>();
    rows.add(row("from nothing", Change.NONE));
    rows.add(row("a few changes", Change.A_FEW));
    rows.add(row("every entity changed", Change.IN_EVERY_ENTITY));
    rows.add(row("every entity renamed, and a field of each", Change.RENAMES));
    return rows;
  }

  private Row row(String what, Change change) throws Exception {
    try (SchemaToPlan large = schema(LARGE, change);
        SchemaToPlan small = schema(SMALL, change)) {
      List<Duration> medians = Rounds.medians(3, 7, List.of(large::plan, small::plan));
      return new Row(
          String.format(Locale.ROOT, "plan %,d entities, %s", LARGE, what),
          medians.get(0),
          SMALL + " entities",
          medians.get(1),
          AIM);
    }
  }

  private SchemaToPlan schema(int entities, Change change) throws Exception {
    Path project = directory.resolve(change.name().toLowerCase(Locale.ROOT) + entities);
    return change == Change.NONE
        ? SchemaToPlan.fromNothing(project, entities)
        : SchemaToPlan.fromApplied(project, entities, change);
  }
}
