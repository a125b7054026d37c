package dev.kizaki.it.benchmark;

import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code plan} of 2,000 entities, compared with 200, and of 10,000, compared with 2,000; from
 * reading the schema files to writing the migration.
 */
final class PlanningEntities implements Measurement {
  /** Above 1, because times differ from run to run. */
  private static final double EACH = 1.2;

  private static final int WARM_UPS = 2;
  private static final int COUNTED = 5;

  private final Path directory;
  private final List<Integer> sizes;

  /**
   * @param sizes the numbers of entities, in ascending order
   */
  PlanningEntities(Path directory, List<Integer> sizes) {
    this.directory = directory;
    this.sizes = List.copyOf(sizes);
  }

  @Override
  public List<Row> run() throws Exception {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("from nothing", Change.NONE));
    rows.addAll(rows("one change", Change.ONE));
    rows.addAll(rows("a few changes", Change.A_FEW));
    rows.addAll(rows("every entity changed", Change.IN_EVERY_ENTITY));
    rows.addAll(rows("every entity renamed, and a field of each", Change.RENAMES));
    return rows;
  }

  private List<Row> rows(String what, Change change) throws Exception {
    List<SchemaToPlan> schemas = new ArrayList<>();
    try {
      List<Rounds.Contestant> all = new ArrayList<>();
      for (int size : sizes) {
        SchemaToPlan schema = schema(size, change);
        schemas.add(schema);
        all.add(schema::plan);
      }
      return rows(what, Rounds.medians(WARM_UPS, COUNTED, all));
    } finally {
      for (SchemaToPlan schema : schemas) {
        schema.close();
      }
    }
  }

  private List<Row> rows(String what, List<Duration> medians) {
    List<Row> rows = new ArrayList<>();
    for (int each = 1; each < sizes.size(); each++) {
      int before = sizes.get(each - 1);
      rows.add(
          new Row(
              String.format(Locale.ROOT, "plan %,d entities, %s", sizes.get(each), what),
              medians.get(each),
              String.format(Locale.ROOT, "%,d entities", before),
              medians.get(each - 1),
              new Aim.Linear((double) sizes.get(each) / before, EACH)));
    }
    return rows;
  }

  private SchemaToPlan schema(int entities, Change change) throws Exception {
    Path project = directory.resolve(change.name().toLowerCase(Locale.ROOT) + entities);
    return change == Change.NONE
        ? SchemaToPlan.fromNothing(project, entities)
        : SchemaToPlan.fromApplied(project, entities, change);
  }
}
