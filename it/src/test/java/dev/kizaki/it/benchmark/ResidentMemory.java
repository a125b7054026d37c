package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The most memory that a process has had, as Linux counts it: with classes, code and stacks. */
final class ResidentMemory {
  private static final String LABEL = "VmHWM:";
  private static final long KIBIBYTE = 1024;

  private ResidentMemory() {}

  /** Whether this system counts it. */
  static boolean isKnown() {
    return Files.exists(status("self"));
  }

  /**
   * What a JVM of its own needs to apply the migrations, in bytes. Its heap begins small, so that
   * it grows only as far as the tool requires.
   */
  static long of(Migrator tool, SmallMigrations migrations, TestDatabase database)
      throws Exception {
    if (tool == Migrator.PSQL) {
      return PsqlScript.residentMemory(database, migrations.psql());
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xms8m",
            "-Xmx512m",
            "-classpath",
            System.getProperty("java.class.path"),
            ResidentMemory.class.getName(),
            tool.name(),
            migrations.directory().toString(),
            database.jdbcUrl(),
            database.username(),
            database.password());
    return most(Processes.run(new ProcessBuilder(command)).lines());
  }

  /** Applies migrations in this JVM, and prints what it needed. */
  public static void main(String[] arguments) throws Exception {
    TestDatabase database =
        new TestDatabase(arguments[2], arguments[3], arguments[4], "of its caller", "");
    Migrator tool = Migrator.valueOf(arguments[0]);
    tool.migrate(SmallMigrations.read(Path.of(arguments[1])), database);
    System.out.println(LABEL + most(status("self")) / KIBIBYTE + " kB");
  }

  /** The file in which Linux describes a process. */
  private static Path status(String process) {
    return Path.of("/proc", process, "status");
  }

  private static long most(Path status) throws IOException {
    try (Stream<String> lines = Files.lines(status)) {
      return most(lines);
    }
  }

  /** The number in the line with the label. */
  static long most(Stream<String> lines) {
    String line = lines.filter(each -> each.startsWith(LABEL)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE;
  }
}
