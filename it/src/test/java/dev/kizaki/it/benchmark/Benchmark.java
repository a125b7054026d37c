package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.PostgresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the measurements and prints one table. {@code mvn -Dbenchmark -DskipTests verify} starts it;
 * the build passes the directory to write to and the Maven to run as system properties.
 */
public final class Benchmark {
  /** The argument that the build passes for {@code -Dbenchmark} without a value. */
  private static final String ALL = "true";

  private Benchmark() {}

  /**
   * @param arguments the name of the measurement to run; {@code true} or nothing for all
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty(PostgresServers.ON_DISK, "true");
    Path directory = Path.of(property("benchmark.directory"));
    Folders.delete(directory);
    Map<String, Measurement> measurements = new LinkedHashMap<>();
    NestedMaven maven = NestedMaven.fromProperties(directory);
    String version = property("benchmark.version");
    measurements.put(
        "apply", new ApplyingMigrations(directory.resolve("apply"), Sizes.migrations()));
    measurements.put(
        "memory", new MemoryOfApplying(directory.resolve("memory"), Sizes.migrations()));
    measurements.put(
        "goals",
        new ApplyingByGoals(directory.resolve("goals"), maven, version, Sizes.migrations()));
    measurements.put("plan", new PlanningEntities(directory.resolve("plan"), Sizes.entities()));
    measurements.put("history", new Histories(directory.resolve("history"), Sizes.histories()));
    measurements.put("status", new StatusOfTables(directory.resolve("status"), Sizes.tables()));
    measurements.put("adopt", new AdoptingTables(directory.resolve("adopt")));
    measurements.put("maven", new NothingToDo(directory.resolve("maven"), maven, version));
    measurements.put("bundle", new StartingBundle(directory.resolve("bundle"), maven, version));
    measurements.put(
        "online",
        new ChangingUnderLoad(
            directory.resolve("online"),
            Integer.getInteger("benchmark.rows", 300_000),
            System.getProperty("benchmark.changes", ".*")));
    measurements.put(
        "phases",
        new ChangingInPhases(
            directory.resolve("phases"),
            Integer.getInteger("benchmark.rows", 300_000),
            Duration.ofSeconds(Integer.getInteger("benchmark.between", 60))));
    List<Row> rows = new ArrayList<>();
    for (String name : chosen(arguments, measurements)) {
      System.out.println("Measuring: " + name);
      rows.addAll(measurements.get(name).run());
    }
    System.out.println();
    new Table(rows).lines().forEach(System.out::println);
    System.out.println();
  }

  private static List<String> chosen(String[] arguments, Map<String, Measurement> measurements) {
    List<String> names = List.copyOf(measurements.keySet());
    if (arguments.length == 0 || arguments[0].equals(ALL)) {
      return names;
    }
    if (!names.contains(arguments[0])) {
      throw new IllegalArgumentException(
          "There is no measurement " + arguments[0] + "; there are " + String.join(", ", names));
    }
    return List.of(arguments[0]);
  }

  /** A system property that the build sets. */
  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "The system property " + name + " is not set: run `mvn -Dbenchmark -DskipTests verify`");
    }
    return value;
  }
}
