package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A second JVM that plans, without any database. */
public final class OtherPlanner {
  private OtherPlanner() {}

  /**
   * Runs in the other JVM.
   *
   * @param arguments {@code plan} and projects, each planned in turn; {@code race} and one project,
   *     planned once a byte was read; {@code fill} and one project, planned again and again while
   *     there is more and more room on its file system
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> projects =
        List.of(arguments).subList(1, arguments.length).stream().map(Path::of).toList();
    if (arguments[0].equals("fill")) {
      fill(projects.get(0));
      return;
    }
    if (arguments[0].equals("race")) {
      System.out.println("ready");
      System.in.read();
    }
    for (Path project : projects) {
      System.out.print(plan(project));
    }
  }

  /** What {@code plan} says. */
  static String plan(Path root) {
    RecordedLines lines = new RecordedLines();
    try {
      new Kizaki(lines)
          .plan(AppliedProject.planning(AppliedProject.project(root), noDatabase(root)));
      return lines.text();
    } catch (Refusal | EnvironmentFailure refusal) {
      return refusal.getMessage() + "\n";
    }
  }

  /** The project's own database, which was never started. */
  static DatabaseSettings noDatabase(Path root) {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            root,
            "17",
            (artifact, version) -> {
              throw new EnvironmentFailure("nothing is to be started here");
            }),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** Fills the file system up, then frees a block after the other until there is room. */
  private static void fill(Path root) throws IOException {
    Path filler = root.resolve("filler");
    byte[] block = new byte[4096];
    List<Long> sizes = new ArrayList<>();
    try {
      while (true) {
        Files.write(filler, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        sizes.add(Files.size(filler));
      }
    } catch (IOException e) {
      sizes.add(0, 0L);
    }
    Collections.reverse(sizes);
    for (long size : sizes) {
      try (var channel = Files.newByteChannel(filler, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
      String said = plan(root);
      System.out.println(
          said.lines().findFirst().orElseThrow()
              + " "
              + AppliedProject.tree(root.resolve("migrations")).hashCode());
      if (said.startsWith("Generated") || said.startsWith("Rewriting")) {
        return;
      }
    }
  }

  /** Starts the other JVM. */
  static Process launch(List<String> prefix, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OtherPlanner.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What it says until it ends. */
  static String said(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
