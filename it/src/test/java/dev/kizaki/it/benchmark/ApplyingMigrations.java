package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code apply} of 300 small migrations as a library, compared with a loop that runs the same
 * commands, and with other tools. {@code apply} also reads and checks the history, connects, and
 * takes the lock. Then the same with nothing to apply.
 */
final class ApplyingMigrations implements Measurement {
  private static final Aim AIM = new Aim.Times(1.1);
  private static final int BASELINE = Migrator.JDBC_LOOP.ordinal();

  private final Path directory;
  private final int count;

  /**
   * @param count the number of migrations
   */
  ApplyingMigrations(Path directory, int count) {
    this.directory = directory;
    this.count = count;
  }

  @Override
  public List<Row> run() throws Exception {
    SmallMigrations migrations = SmallMigrations.write(directory, count);
    List<Migrator> tools = Migrator.present();
    List<Rounds.Contestant> all = new ArrayList<>();
    tools.forEach(tool -> all.add(() -> fresh(tool, migrations)));
    List<Row> rows =
        new ArrayList<>(
            rows("apply " + count + " migrations", tools, Rounds.medians(2, 7, all), AIM));
    rows.addAll(rows("apply nothing", tools, nothingToApply(migrations, tools), new Aim.None()));
    return rows;
  }

  private static List<Row> rows(
      String what, List<Migrator> tools, List<Duration> medians, Aim aimOfOurs) {
    List<Row> rows = new ArrayList<>();
    for (Migrator tool : tools) {
      if (tool != Migrator.JDBC_LOOP) {
        rows.add(
            new Row(
                what + " by " + tool.text(),
                medians.get(tools.indexOf(tool)),
                Migrator.JDBC_LOOP.text(),
                medians.get(BASELINE),
                tool == Migrator.KIZAKI ? aimOfOurs : new Aim.None()));
      }
    }
    return rows;
  }

  private static Duration fresh(Migrator tool, SmallMigrations migrations) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      Duration took = Rounds.time(() -> tool.migrate(migrations, database));
      migrations.requireApplied(database);
      return took;
    }
  }

  private static List<Duration> nothingToApply(SmallMigrations migrations, List<Migrator> tools)
      throws Exception {
    Map<Migrator, TestDatabase> databases = new EnumMap<>(Migrator.class);
    try {
      List<Rounds.Contestant> all = new ArrayList<>();
      for (Migrator tool : tools) {
        TestDatabase database = Databases.fresh();
        databases.put(tool, database);
        tool.migrate(migrations, database);
        all.add(() -> Rounds.time(() -> tool.migrate(migrations, database)));
      }
      return Rounds.medians(5, 21, all);
    } finally {
      for (TestDatabase database : databases.values()) {
        database.close();
      }
    }
  }
}
