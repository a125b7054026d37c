package dev.kizaki.it.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Maven loads for a plugin: its jar and those of its dependencies.
 *
 * @param jars their number
 * @param bytes their size
 */
record PluginRealm(int jars, long bytes) {
  private static final Pattern INCLUDED = Pattern.compile("\\[DEBUG\\] +Included: (\\S+)");

  /** Reads it from the log of a build that runs one goal. */
  static PluginRealm read(NestedMaven maven, Path project, List<String> arguments)
      throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.add("--debug");
    maven.run(project, "BUILD SUCCESS", all);
    int jars = 0;
    long bytes = 0;
    try (Stream<String> lines = Files.lines(project.resolve(NestedMaven.LOG))) {
      for (String line : (Iterable<String>) lines::iterator) {
        Matcher matcher = INCLUDED.matcher(line);
        if (matcher.matches()) {
          jars++;
          bytes += Files.size(jar(matcher.group(1)));
        }
      }
    }
    if (jars == 0) {
      throw new IllegalStateException("the log does not name the jars of the plugin");
    }
    return new PluginRealm(jars, bytes);
  }

  /**
   * @param coordinates group, artifact, type, perhaps a classifier, and version
   */
  private static Path jar(String coordinates) throws IOException {
    String[] parts = coordinates.split(":");
    String version = parts[parts.length - 1];
    String classifier = parts.length > 4 ? "-" + parts[3] : "";
    return Path.of(Benchmark.property("benchmark.repository"))
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(version)
        .resolve(parts[1] + "-" + version + classifier + ".jar");
  }
}
