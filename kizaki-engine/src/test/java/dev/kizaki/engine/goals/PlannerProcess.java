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

/** A second JVM that runs {@code plan} without a database. */
public final class PlannerProcess {
  private PlannerProcess() {}

  /**
   * Runs in the second JVM.
   *
   * @param arguments {@code plan} and projects, which are planned in turn; {@code race} and one
   *     project, which is planned after one byte is read from the input; {@code fill} and one
   *     project, which is planned repeatedly while its full file system is freed block by block
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

  /** The output of {@code plan}, or the message of its exception. */
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

  /** The project's embedded database, which is never started. */
  static DatabaseSettings noDatabase(Path root) {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            root,
            "17",
            (artifact, version) -> {
              throw new IllegalStateException("nothing is to be started here");
            }),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** Fills the file system, then frees one block after another until the plan fits. */
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
      String output = plan(root);
      System.out.println(
          output.lines().findFirst().orElseThrow()
              + " "
              + AppliedProject.tree(root.resolve("migrations")).hashCode());
      if (output.startsWith("Generated") || output.startsWith("Rewriting")) {
        return;
      }
    }
  }

  /** Starts the second JVM. */
  static Process launch(List<String> prefix, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PlannerProcess.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The complete output of the process; waits for its end. */
  static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
