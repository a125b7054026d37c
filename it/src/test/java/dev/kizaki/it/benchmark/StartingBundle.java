package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bundle that has nothing to apply, of a project of 80 entities, beside a program that reads one
 * row. Both are processes, from their start to their end.
 */
final class StartingBundle implements Measurement {
  private static final int ENTITIES = 80;
  private static final Aim AIM = new Aim.Times(1.5);
  private static final String BASELINE = "a JVM that reads one row";

  private final Path directory;
  private final NestedMaven maven;
  private final String version;

  /**
   * @param version the version of the plugin
   */
  StartingBundle(Path directory, NestedMaven maven, String version) {
    this.directory = directory;
    this.maven = maven;
    this.version = version;
  }

  @Override
  public List<Row> run() throws Exception {
    Path jar = bundle();
    try (TestDatabase database = Databases.fresh()) {
      String latest = run(database, List.of(java(), "-jar", jar.toString(), "apply"));
      require(latest.endsWith("Done.\n"), latest);
      List<Duration> medians =
          Rounds.medians(
              3,
              21,
              List.of(
                  () -> started(database, jar),
                  () -> row(database),
                  () -> archived(database, jar)));
      return List.of(
          new Row("bundle with nothing to apply", medians.get(0), BASELINE, medians.get(1), AIM),
          new Row("the same with a class archive", medians.get(2), BASELINE, medians.get(1), AIM));
    }
  }

  private Path bundle() throws Exception {
    Map<String, String> schema = LargeSchema.files(ENTITIES, Change.NONE);
    Folders.write(directory, Map.of("pom.xml", ProjectPom.withKizaki("tasks", version)));
    Folders.write(directory.resolve("src/main/inspire"), schema);
    LongHistory history = new LongHistory(directory);
    for (Map.Entry<String, String> each : schema.entrySet()) {
      history.add(Map.of(each.getKey(), each.getValue()));
    }
    maven.run(directory, "BUILD SUCCESS", List.of("kizaki:bundle"));
    return directory.resolve("target/tasks-migrations.jar");
  }

  private Duration started(TestDatabase database, Path jar) throws Exception {
    return timed(database, "Nothing to apply.", List.of(java(), "-jar", jar.toString(), "apply"));
  }

  private Duration row(TestDatabase database) throws Exception {
    String classPath =
        String.join(
            File.pathSeparator, location(ReadOneRow.class), location(org.postgresql.Driver.class));
    return timed(
        database,
        "1",
        List.of(
            java(),
            "-cp",
            classPath,
            ReadOneRow.class.getName(),
            database.jdbcUrl(),
            database.username(),
            database.password()));
  }

  /** With what docs/bundle.md recommends for an image of a container. */
  private Duration archived(TestDatabase database, Path jar) throws Exception {
    Path archive = directory.resolve("bundle.jsa");
    List<String> command = new ArrayList<>(List.of(java()));
    command.add(
        archive.toFile().exists()
            ? "-XX:SharedArchiveFile=" + archive
            : "-XX:ArchiveClassesAtExit=" + archive);
    command.addAll(List.of("-jar", jar.toString(), "apply"));
    return timed(database, "Nothing to apply.", command);
  }

  private static Duration timed(TestDatabase database, String expected, List<String> command)
      throws Exception {
    return Rounds.time(
        () -> {
          String output = run(database, command);
          require(output.lines().anyMatch(expected::equals), output);
        });
  }

  private static String run(TestDatabase database, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KIZAKI_URL", database.jdbcUrl());
    builder.environment().put("KIZAKI_USERNAME", database.username());
    builder.environment().put("KIZAKI_PASSWORD", database.password());
    return Processes.run(builder);
  }

  private static void require(boolean expected, String output) {
    if (!expected) {
      throw new IllegalStateException("unexpected output: " + output);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
