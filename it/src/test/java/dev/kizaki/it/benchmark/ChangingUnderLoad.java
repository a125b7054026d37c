package dev.kizaki.it.benchmark;

import dev.kizaki.it.benchmark.ChangeUnderLoad.Measured;
import dev.kizaki.it.benchmark.ChangeUnderLoad.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Changes of large tables while others use them ({@link SteadyLoad}): in one transaction, in
 * stages, by pgroll's recipe, and by SQL that Flyway runs. What counts is how long a user waits. A
 * table for each change shows each way beside the same load without a change.
 */
final class ChangingUnderLoad implements Measurement {
  /** No statement may wait longer than this beyond the longest wait without a change. */
  private static final Aim WAIT = new Aim.Longer(Duration.ofMillis(100));

  private static final Aim TOTAL = new Aim.Times(4);

  private static final double THROUGHPUT = 0.8;
  private static final double GROWTH = 1.25;

  private final Path directory;
  private final int rows;
  private final String changes;

  /**
   * @param rows the number of rows of the larger table
   * @param changes a regular expression for the names of the changes
   */
  ChangingUnderLoad(Path directory, int rows, String changes) {
    this.directory = directory;
    this.rows = rows;
    this.changes = changes;
  }

  @Override
  public List<Row> run() throws Exception {
    List<Row> found = new ArrayList<>();
    for (SchemaChange change : SchemaChange.all()) {
      if (change.name().matches(changes)) {
        ChangeUnderLoad under =
            new ChangeUnderLoad(change, directory.resolve(change.name().replace(' ', '-')), rows);
        Map<Way, Measured> measured = new LinkedHashMap<>();
        for (Way way : Way.values()) {
          if (under.isPossible(way)) {
            under.warmUp(way);
            measured.put(way, under.measure(way));
          }
        }
        print(change, measured);
        found.addAll(aims(change.name(), measured));
      }
    }
    return found;
  }

  private static List<Row> aims(String change, Map<Way, Measured> measured) {
    Measured plain = measured.get(Way.AT_ONCE);
    Measured online = measured.get(Way.IN_STAGES);
    return List.of(
        new Row(
            change + ", longest wait of a user",
            online.during().longest(),
            "no change",
            idle(measured).longest(),
            WAIT),
        new Row(change + ", in stages", online.took(), "at once", plain.took(), TOTAL));
  }

  private void print(SchemaChange change, Map<Way, Measured> measured) {
    List<String> head = new ArrayList<>(List.of("ms, longest / 99.9 %"));
    head.addAll(SteadyLoad.kinds());
    head.addAll(List.of("failed", "kept", "time", "table", "indexes", "WAL", "heap"));
    Measured plain = measured.get(Way.AT_ONCE);
    List<List<String>> lines = new ArrayList<>();
    lines.add(waits("no change", idle(measured), List.of("", "", "", "", "", "")));
    measured.forEach(
        (way, each) ->
            lines.add(
                waits(
                    way.words(),
                    each.during(),
                    List.of(
                        "%.0f %%".formatted(100 * each.throughput()),
                        times(Table.seconds(each.took()) / Table.seconds(plain.took())),
                        times(each.tableGrowth()),
                        times(each.indexGrowth()),
                        times((double) each.wal() / plain.wal()),
                        "%d MB".formatted(each.memory() >> 20)))));
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "%s, %,d rows, %d processors; in one transaction %.2f s and %d MB of WAL%n",
        change.name(),
        rows,
        Runtime.getRuntime().availableProcessors(),
        Table.seconds(plain.took()),
        plain.wal() >> 20);
    Columns.lines(head, List.of(0), lines).forEach(System.out::println);
    Measured online = measured.get(Way.IN_STAGES);
    System.out.printf(
        Locale.ROOT,
        "In stages: no failed statement: %s; at least 80 %% of the statements: %s; table less than"
            + " 25 %% larger: %s%n",
        yes(online.during().failures().isEmpty()),
        yes(online.throughput() >= THROUGHPUT),
        yes(online.tableGrowth() < GROWTH));
    measured.forEach(
        (way, each) ->
            each.during().failures().stream()
                .limit(1)
                .forEach(failure -> System.out.println(way.words() + ": " + failure)));
  }

  /** The worst of what the users noticed without a change, before each of the ways. */
  private static SteadyLoad.Noticed idle(Map<Way, Measured> measured) {
    return measured.values().stream()
        .map(Measured::before)
        .reduce(SteadyLoad.Noticed::worst)
        .orElseThrow();
  }

  private static List<String> waits(String name, SteadyLoad.Noticed noticed, List<String> more) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Waits.Summary each : noticed.waits()) {
      cells.add(each.text());
    }
    cells.add(String.valueOf(noticed.failures().size()));
    cells.addAll(more);
    return cells;
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f x", ratio);
  }

  private static String yes(boolean met) {
    return met ? "yes" : "no";
  }
}
