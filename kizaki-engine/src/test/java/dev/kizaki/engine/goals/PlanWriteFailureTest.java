package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kizaki.engine.testing.FullRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code plan} in a separate process that lacks the right to write or the disk space, or runs at
 * the same time as others. Afterwards the migrations are either the old ones or the new ones.
 */
@FullRun
final class PlanWriteFailureTest {
  private static final String SCHEMA = "src/main/inspire/task.inspire";
  private static final String NOTHING_CHANGED =
      ": permission denied.\nNothing was changed. Correct that, then run the goal again.\n";

  @TempDir Path directory;

  private Path project(String name, String schema) throws IOException {
    Path root = Files.createDirectories(directory.resolve(name));
    AppliedProject.write(root, SCHEMA, schema);
    return root;
  }

  private Path projectWithOutdatedDraft(String name) throws IOException {
    Path root = project(name, "entity Task { title: string }");
    assertThat(PlannerProcess.plan(root)).startsWith("Generated migrations/0001_initial/");
    AppliedProject.write(root, SCHEMA, "entity Task { title: string, points: int? }");
    return root;
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** A command prefix that removes root's right to write everywhere. */
  private static List<String> withoutRootRights() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    List<String> prefix =
        List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner", "--");
    assumeTrue(succeeds(prefix), "root writes everywhere here, and setpriv cannot take that away");
    return prefix;
  }

  private static boolean succeeds(List<String> prefix) throws InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aDirectoryWithoutWritePermissionStaysUnchanged() throws Exception {
    Path project = project("project", "entity Task { title: string }");
    Path migrations = projectWithOutdatedDraft("migrations");
    Path migration = projectWithOutdatedDraft("migration");
    List<Path> closed =
        List.of(
            project,
            migrations.resolve("migrations"),
            migration.resolve("migrations/0001_initial"));
    List<Map<String, String>> before = new ArrayList<>();
    for (Path root : List.of(project, migrations, migration)) {
      before.add(AppliedProject.tree(root));
    }
    for (Path each : closed) {
      permit(each, "r-x------");
    }
    try {
      String output =
          PlannerProcess.output(
              PlannerProcess.launch(
                  withoutRootRights(),
                  List.of(),
                  List.of(
                      "plan", project.toString(), migrations.toString(), migration.toString())));
      assertThat(output)
          .isEqualTo(
              "cannot write migrations/0001_initial"
                  + NOTHING_CHANGED
                  + "cannot rewrite migrations/0001_initial"
                  + NOTHING_CHANGED
                  + "cannot rewrite migrations/0001_initial"
                  + NOTHING_CHANGED);
    } finally {
      for (Path each : closed) {
        permit(each, "rwx------");
      }
    }
    List<Map<String, String>> after = new ArrayList<>();
    for (Path root : List.of(project, migrations, migration)) {
      after.add(AppliedProject.tree(root));
    }
    assertThat(after).isEqualTo(before);
    for (Path root : List.of(project, migrations, migration)) {
      assertThat(PlannerProcess.plan(root)).doesNotContain("cannot");
    }
  }

  /** Tests a real file system that is full; frees it block by block until the plan fits. */
  @Test
  void aFullDiskLeavesTheOldMigration() throws Exception {
    Path root = projectWithOutdatedDraft("small");
    Map<String, String> before = AppliedProject.tree(root.resolve("migrations"));
    Path disk = Files.createDirectory(directory.resolve("disk"));
    List<String> alone = List.of("unshare", "--mount", "--");
    List<String> mount =
        List.of("mount", "-t", "tmpfs", "-o", "size=256k", "none", disk.toString());
    List<String> prefix = new ArrayList<>(alone);
    String copy = "cp -r '" + root + "/.' '" + disk + "'";
    prefix.addAll(
        List.of("sh", "-c", String.join(" ", mount) + " && " + copy + " && exec \"$@\"", "sh"));
    assumeTrue(succeeds(prefix), "this user may not mount a small file system of its own");
    List<String> output =
        PlannerProcess.output(
                PlannerProcess.launch(prefix, List.of(), List.of("fill", disk.toString())))
            .lines()
            .toList();
    assertThat(output).hasSizeGreaterThan(2);
    assertThat(output.subList(0, output.size() - 1))
        .containsOnly(
            "cannot rewrite migrations/0001_initial: No space left on device. "
                + before.hashCode());
    assertThat(PlannerProcess.plan(root)).startsWith("Rewriting migrations/0001_initial/");
    assertThat(output.get(output.size() - 1))
        .startsWith("Rewriting migrations/0001_initial/")
        .endsWith(" " + AppliedProject.tree(root.resolve("migrations")).hashCode());
  }

  /** Three processes plan the same change at the same moment. */
  @Test
  void concurrentPlansWriteOneMigration() throws Exception {
    Path alone = projectWithOutdatedDraft("alone");
    Path root = projectWithOutdatedDraft("together");
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Process process =
          PlannerProcess.launch(List.of(), List.of(), List.of("race", root.toString()));
      processes.add(process);
      readers.add(
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }
    for (BufferedReader reader : readers) {
      assertThat(reader.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.getOutputStream().write('\n');
      process.getOutputStream().close();
    }
    int rewritten = 0;
    for (BufferedReader reader : readers) {
      String first = reader.readLine();
      rewritten += first.startsWith("Rewriting") ? 1 : 0;
      assertThat(first).matches("Rewriting migrations/0001_initial/ .*|No schema changes\\.");
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(rewritten).isPositive();
    PlannerProcess.plan(alone);
    assertThat(AppliedProject.tree(root)).isEqualTo(AppliedProject.tree(alone));
  }
}
