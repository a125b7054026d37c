package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The most memory that each tool needs to apply 300 small migrations, in a process of its own. */
final class MemoryOfApplying implements Measurement {
  private static final Aim AIM = new Aim.Times(1.3);
  private static final int ROUNDS = 3;

  private final Path directory;
  private final int count;

  /**
   * @param count the number of migrations
   */
  MemoryOfApplying(Path directory, int count) {
    this.directory = directory;
    this.count = count;
  }

  @Override
  public List<Row> run() throws Exception {
    if (!ResidentMemory.isKnown()) {
      System.out.println("This system does not tell how much memory a process needed.");
      return List.of();
    }
    SmallMigrations migrations = SmallMigrations.write(directory, count);
    List<Migrator> tools = Migrator.present();
    Map<Migrator, List<Long>> found = new EnumMap<>(Migrator.class);
    int rounds = Sizes.trialRounds().orElse(ROUNDS);
    for (int round = 0; round < rounds; round++) {
      for (Migrator tool : tools) {
        found.computeIfAbsent(tool, any -> new ArrayList<>()).add(once(tool, migrations));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Migrator tool : tools) {
      if (tool != Migrator.JDBC_LOOP) {
        rows.add(
            new Row(
                "memory to apply " + count + " migrations by " + tool.text(),
                median(found.get(tool)),
                Migrator.JDBC_LOOP.text(),
                median(found.get(Migrator.JDBC_LOOP)),
                tool == Migrator.KIZAKI ? AIM : new Aim.None()));
      }
    }
    return rows;
  }

  private static long once(Migrator tool, SmallMigrations migrations) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      long most = ResidentMemory.of(tool, migrations, database);
      migrations.requireApplied(database);
      return most;
    }
  }

  private static Amount median(List<Long> all) {
    return Amount.ofBytes(all.stream().sorted().toList().get(all.size() / 2));
  }
}
