package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code kizaki:apply} of 300 small migrations, compared with the goals of Flyway and Liquibase for
 * the same SQL; and what Maven loads for each plugin.
 */
final class ApplyingByGoals implements Measurement {
  private static final Aim BESIDE_FLYWAY = new Aim.Times(0.5);

  private final Path directory;
  private final NestedMaven maven;
  private final String version;
  private final int count;

  /**
   * @param version the version of the plugin
   * @param count the number of migrations
   */
  ApplyingByGoals(Path directory, NestedMaven maven, String version, int count) {
    this.directory = directory;
    this.maven = maven;
    this.version = version;
    this.count = count;
  }

  @Override
  public List<Row> run() throws Exception {
    Path project = directory.resolve("kizaki");
    SmallMigrations migrations = SmallMigrations.write(project, count);
    Folders.write(project, Map.of("pom.xml", ProjectPom.withKizaki("kizaki", version)));
    MavenGoal kizaki = MavenGoal.kizaki(maven, project);
    MavenGoal flyway = MavenGoal.flyway(maven, directory.resolve("flyway"), migrations.commands());
    MavenGoal liquibase =
        MavenGoal.liquibase(maven, directory.resolve("liquibase"), migrations.commands());
    List<Duration> medians =
        Rounds.medians(
            1,
            5,
            List.of(
                () -> fresh(kizaki, migrations),
                () -> fresh(flyway, migrations),
                () -> fresh(liquibase, migrations)));
    List<Row> rows = new ArrayList<>();
    rows.add(applied(medians.get(0), flyway, medians.get(1), BESIDE_FLYWAY));
    rows.add(applied(medians.get(0), liquibase, medians.get(2), new Aim.None()));
    rows.addAll(realms(kizaki, flyway, liquibase));
    return rows;
  }

  private Row applied(Duration ours, MavenGoal other, Duration baseline, Aim aim) {
    return new Row("kizaki:apply, " + count + " migrations", ours, other.name(), baseline, aim);
  }

  private static Duration fresh(MavenGoal goal, SmallMigrations migrations) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      Duration took = goal.run(database);
      migrations.requireApplied(database);
      return took;
    }
  }

  private static List<Row> realms(MavenGoal kizaki, MavenGoal flyway, MavenGoal liquibase)
      throws Exception {
    PluginRealm ours = realm(kizaki);
    List<Row> rows = new ArrayList<>();
    for (MavenGoal other : List.of(flyway, liquibase)) {
      PluginRealm theirs = realm(other);
      rows.add(
          new Row(
              "jars of the plugin",
              Amount.ofJars(ours.jars()),
              other.name(),
              Amount.ofJars(theirs.jars()),
              new Aim.None()));
      rows.add(
          new Row(
              "size of these jars",
              Amount.ofBytes(ours.bytes()),
              other.name(),
              Amount.ofBytes(theirs.bytes()),
              new Aim.None()));
    }
    return rows;
  }

  private static PluginRealm realm(MavenGoal goal) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      return goal.realm(database);
    }
  }
}
