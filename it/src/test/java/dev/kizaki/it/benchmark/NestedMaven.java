package dev.kizaki.it.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the Maven of the outer build as a separate process, with the local repository that contains
 * the plugin of this build.
 */
final class NestedMaven {
  /** The file in the directory of a project with the output of its last build. */
  static final String LOG = "build.log";

  private static final Path SETTINGS = Path.of("src/it/settings.xml");
  private static final String PLACEHOLDER = "@localRepositoryUrl@";

  private final List<String> command;

  private NestedMaven(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * @param directory the directory for the settings file
   */
  static NestedMaven fromProperties(Path directory) throws IOException {
    Path outerRepository = Path.of(Benchmark.property("benchmark.outerRepository"));
    String settings =
        Files.readString(SETTINGS).replace(PLACEHOLDER, outerRepository.toUri().toString());
    Folders.write(directory, Map.of("settings.xml", settings));
    List<String> command = new ArrayList<>();
    command.add(program(Path.of(Benchmark.property("benchmark.mavenHome"))));
    command.addAll(List.of("--batch-mode", "--no-transfer-progress"));
    // Replaces the global settings, so that the user's own settings with mirrors and proxies still
    // apply.
    command.addAll(
        List.of(
            "--global-settings", directory.resolve("settings.xml").toAbsolutePath().toString()));
    command.add("-Dmaven.repo.local=" + Benchmark.property("benchmark.repository"));
    command.add("-Daether.offline.protocols=file");
    if (Boolean.parseBoolean(Benchmark.property("benchmark.offline"))) {
      command.add("--offline");
    }
    return new NestedMaven(command);
  }

  private static String program(Path home) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString();
  }

  /**
   * Runs a build and returns its duration, from the start of the process to its end.
   *
   * @param expected a line that the log must contain, so that no other build is measured by mistake
   */
  Duration run(Path project, String expected, List<String> arguments) throws Exception {
    Path log = project.resolve(LOG);
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeIf(NestedMaven::isOfTheOuterBuild);
    int[] exitCode = new int[1];
    Duration took = Rounds.time(() -> exitCode[0] = builder.start().waitFor());
    String text = Files.readString(log, StandardCharsets.UTF_8);
    if (exitCode[0] != 0 || text.lines().noneMatch(("[INFO] " + expected)::equals)) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " did not say \"" + expected + "\":\n" + text);
    }
    return took;
  }

  private static boolean isOfTheOuterBuild(String variable) {
    return variable.equals("MAVEN_PROJECTBASEDIR") || variable.equals("MAVEN_CMD_LINE_ARGS");
  }
}
