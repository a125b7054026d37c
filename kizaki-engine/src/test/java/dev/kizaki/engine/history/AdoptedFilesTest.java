package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.history.FaultyOperations.Fault;
import dev.kizaki.engine.history.FaultyOperations.Killed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an adopted database are all there or none, whenever the process is killed. */
class AdoptedFilesTest {
  private static final Map<String, String> ALL =
      Map.of(
          "migrations/0001_adopt/plan.migration", SampleHistory.planText("0001_adopt"),
          "migrations/0001_adopt/snapshot.json", "snapshot",
          "src/main/inspire/a.inspire", "entity A {}",
          "src/main/inspire/b.inspire", "entity B {}");

  @TempDir private Path temporary;
  private int runs;

  @Test
  void aKillLeavesAllFilesOrNone() throws IOException {
    Set<Map<String, String>> ends = new HashSet<>();
    for (Fault fault : List.of(Fault.KILL_BEFORE, Fault.KILL_HALFWAY)) {
      for (int at = 1; ; at++) {
        Path root = fresh();
        boolean killed = kill(root, new FaultyOperations(at, fault));
        Map<String, String> files = recovered(root);
        assertThat(files).as("%s %d", fault, at).isIn(Map.of(), ALL);
        ends.add(files);
        if (!killed) {
          break;
        }
      }
    }
    assertThat(ends).hasSize(2);
  }

  @Test
  void aKilledRecoveryIsCompletedByTheNextOne() throws IOException {
    int at = 1;
    Path root = fresh();
    while (kill(root, new FaultyOperations(at, Fault.KILL_BEFORE))
        && Files.notExists(root.resolve("migrations/.kizaki-adopting"))) {
      at++;
      root = fresh();
    }
    for (int second = 1; ; second++) {
      Path again = fresh();
      kill(again, new FaultyOperations(at, Fault.KILL_BEFORE));
      boolean killed = false;
      try {
        directory(again, new FaultyOperations(second, Fault.KILL_BEFORE)).list();
      } catch (Killed e) {
        killed = true;
      }
      assertThat(recovered(again)).as("%d", second).isEqualTo(ALL);
      if (!killed) {
        break;
      }
    }
  }

  @Test
  void aFullDiskSaysWhetherAnythingChanged() throws IOException {
    int failures = 0;
    for (int at = 1; ; at++) {
      Path root = fresh();
      FaultyOperations operations = new FaultyOperations(at, Fault.NO_SPACE);
      String message = "";
      try {
        directory(root, operations).writeAdopted(files(root));
      } catch (EnvironmentFailure e) {
        message = e.getMessage();
        failures++;
      }
      if (!operations.struck()) {
        break;
      }
      if (message.endsWith("Nothing was changed. Correct that, then run the goal again.")) {
        assertThat(tree(root)).as("%d", at).isEmpty();
      } else {
        assertThat(recovered(root)).as("%d", at).isEqualTo(ALL);
      }
    }
    assertThat(failures).isPositive();
  }

  private boolean kill(Path root, FaultyOperations operations) {
    try {
      directory(root, operations).writeAdopted(files(root));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static AdoptedFiles files(Path root) {
    return new AdoptedFiles(
        "0001_adopt",
        SampleHistory.planText("0001_adopt"),
        "snapshot",
        root.resolve("src/main/inspire"),
        new TreeMap<>(Map.of("a.inspire", "entity A {}", "b.inspire", "entity B {}")));
  }

  /** The files after the next process has read the migrations. */
  private static Map<String, String> recovered(Path root) throws IOException {
    try {
      directory(root, new FaultyOperations()).list();
    } catch (Refusal refusal) {
      throw new AssertionError(refusal);
    }
    return tree(root);
  }

  private static MigrationsDirectory directory(Path root, FileOperations operations) {
    return new MigrationsDirectory(
        root, root.resolve("migrations"), operations, Duration.ofSeconds(5));
  }

  private Path fresh() throws IOException {
    return Files.createDirectory(temporary.resolve("run" + runs++));
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .filter(each -> !root.relativize(each).toString().contains(".kizaki"))
          .forEach(
              each -> {
                try {
                  files.put(
                      root.relativize(each).toString().replace('\\', '/'), Files.readString(each));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return files;
  }
}
