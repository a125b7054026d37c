package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.history.FaultyOperations.Fault;
import dev.kizaki.engine.history.FaultyOperations.Killed;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The process is killed, or the disk fails, at each file operation of each kind of write. */
@FullRun
class InterruptedWriteTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path temporary;
  private int runs;

  static Stream<Arguments> writes() {
    return Stream.of(
        write("write", directory -> directory.write("0003_new", "plan", "snapshot")),
        write(
            "replace",
            directory -> directory.replace("0002_draft", "0002_draft", "plan", "snapshot")),
        write(
            "replace and rename",
            directory -> directory.replace("0002_draft", "0002_other", "plan", "snapshot")),
        write("rearrange", InterruptedWriteTest::rearrange),
        write("remove", directory -> directory.remove("0002_draft")),
        write(
            "write a changelog",
            directory -> directory.writeChangelog("0002_draft", "<databaseChangeLog>")),
        write("remove a changelog", directory -> directory.removeChangelog("0002_draft")),
        write("write the master", directory -> directory.writeMaster("<databaseChangeLog>")));
  }

  /** Two migrations exchange their numbers, and one directory contains another file. */
  private static void rearrange(MigrationsDirectory directory) {
    directory.changeAll(
        List.of(
            new MigrationChange(
                "0001_initial",
                Optional.of(new MigrationChange.Content("0002_initial", "plan 2", "snapshot 2"))),
            new MigrationChange(
                "0002_draft",
                Optional.of(new MigrationChange.Content("0001_draft", "plan 1", "snapshot 1")))));
  }

  private static Arguments write(String name, Consumer<MigrationsDirectory> write) {
    return Arguments.of(name, write);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void aKillLeavesTheOldStateOrTheNewOne(String name, Consumer<MigrationsDirectory> write)
      throws IOException {
    boolean removes = name.equals("remove");
    Map<String, String> before = fresh(removes).tree();
    SampleHistory done = fresh(removes);
    write.accept(done.directory());
    Map<String, String> after = done.tree();
    assertThat(after).isNotEqualTo(before);
    Set<Map<String, String>> ends = new HashSet<>();
    // A kill after an operation is a kill before the next one; only files can be half written.
    for (Fault fault : new Fault[] {Fault.KILL_BEFORE, Fault.KILL_HALFWAY}) {
      for (int at = 1; ; at++) {
        FaultyOperations first = new FaultyOperations(at, fault);
        if (!kill(fresh(removes), first, write)) {
          break;
        }
        // Then the next process is killed too, at each operation of the completion, or not at all.
        boolean again = fault == Fault.KILL_BEFORE || first.leftHalf();
        for (int second = 1; again; second++) {
          SampleHistory history = fresh(removes);
          kill(history, new FaultyOperations(at, fault), write);
          again =
              kill(
                  history,
                  new FaultyOperations(second, Fault.KILL_BEFORE),
                  MigrationsDirectory::list);
          directory(history, new FaultyOperations()).list();
          Map<String, String> visible = withoutHidden(history.tree());
          assertThat(visible).as("%s %d, then %d", fault, at, second).isIn(before, after);
          ends.add(visible);
          assertNextWriteCleans(history);
        }
        assertThat(at).isLessThan(80);
      }
    }
    assertThat(ends).containsExactlyInAnyOrder(before, after);
  }

  private static void assertNextWriteCleans(SampleHistory history) {
    String next = MigrationName.digits(history.directory().list().size() + 1) + "_next";
    directory(history, new FaultyOperations()).write(next, "plan", "snapshot");
    Map<String, String> tree = history.tree();
    assertThat(tree).isEqualTo(withoutHidden(tree)).containsKey(next + "/plan.migration");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void aFailureReportsWhetherAnythingChanged(String name, Consumer<MigrationsDirectory> write)
      throws IOException {
    boolean removes = name.equals("remove");
    Map<String, String> before = fresh(removes).tree();
    SampleHistory done = fresh(removes);
    write.accept(done.directory());
    Map<String, String> after = done.tree();
    int failures = 0;
    for (int at = 1; ; at++) {
      SampleHistory history = fresh(removes);
      FaultyOperations operations = new FaultyOperations(at, Fault.NO_SPACE);
      String message = "";
      try {
        write.accept(directory(history, operations));
      } catch (EnvironmentFailure e) {
        message = e.getMessage();
        failures++;
      }
      if (!operations.struck()) {
        break;
      }
      if (message.endsWith("\nNothing was changed. Correct that, then run the goal again.")) {
        assertThat(history.tree()).as("%d", at).isEqualTo(before);
      } else if (message.endsWith("\nCorrect that; the next run then completes the change.")) {
        history.directory().list();
        assertThat(history.tree()).as("%d", at).isEqualTo(after);
      } else {
        assertThat(message).isEmpty();
        assertThat(withoutHidden(history.tree())).as("%d", at).isEqualTo(after);
      }
      assertThat(message)
          .satisfiesAnyOf(
              text -> assertThat(text).isEmpty(),
              text -> assertThat(text).contains(": No space left on device.\n"));
    }
    assertThat(failures).isPositive();
  }

  /** Java closes a channel if an interrupted thread writes to it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void anInterruptedWriteLeavesTheOldStateOrTheNewOne(
      String name, Consumer<MigrationsDirectory> write) throws IOException {
    boolean removes = name.equals("remove");
    Map<String, String> before = fresh(removes).tree();
    SampleHistory done = fresh(removes);
    write.accept(done.directory());
    for (int at = 1; ; at++) {
      SampleHistory history = fresh(removes);
      FaultyOperations operations =
          new FaultyOperations(at, () -> Thread.currentThread().interrupt());
      try {
        write.accept(directory(history, operations));
      } catch (EnvironmentFailure e) {
        assertThat(e).hasMessageContaining(": interrupted.\n");
      }
      boolean interrupted = Thread.interrupted();
      history.directory().list();
      assertThat(withoutHidden(history.tree())).as("%d", at).isIn(before, done.tree());
      if (!operations.struck()) {
        break;
      }
      assertThat(interrupted).isTrue();
    }
  }

  /** Another process deletes or moves the directory during the write. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void aDirectoryThatVanishesLeavesNothingHalfDone(String name, Consumer<MigrationsDirectory> write)
      throws IOException {
    boolean removes = name.equals("remove");
    Map<String, String> before = fresh(removes).tree();
    SampleHistory done = fresh(removes);
    write.accept(done.directory());
    Map<String, String> after = done.tree();
    Set<String> said = new HashSet<>();
    for (boolean back : new boolean[] {false, true}) {
      for (int at = 1; ; at++) {
        SampleHistory history = fresh(removes);
        Path away = temporary.resolve("away" + runs);
        FaultyOperations operations =
            new FaultyOperations(at, () -> Files.move(history.migrations(), away));
        try {
          write.accept(directory(history, operations));
        } catch (EnvironmentFailure | Refusal e) {
          said.add(e.getMessage().lines().findFirst().orElseThrow());
        }
        if (!operations.struck()) {
          break;
        }
        assertThat(withoutHidden(history.tree()).keySet()).as("%d", at).isSubsetOf(Set.of(""));
        if (back) {
          Files.deleteIfExists(history.migrations());
          Files.move(away, history.migrations());
          history.directory().list();
          assertThat(withoutHidden(history.tree())).as("%d", at).isIn(before, after);
        }
      }
    }
    assertThat(said).isNotEmpty().allMatch(line -> line.matches(GONE));
  }

  private static final String GONE =
      "cannot (write|rewrite|remove|move) migrations.*: it does not exist\\.";

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void theFirstFailureIsReported(String name, Consumer<MigrationsDirectory> write)
      throws IOException {
    SampleHistory history = fresh(name.equals("remove"));
    String what =
        switch (name) {
          case "write" -> "write migrations/0003_new";
          case "remove" -> "remove migrations/0002_draft";
          case "rearrange" -> "move migrations in migrations";
          case "write a changelog" -> "write migrations/0002_draft/changelog.xml";
          case "remove a changelog" -> "remove migrations/0002_draft/changelog.xml";
          case "write the master" -> "write migrations/changelog-master.xml";
          default -> "rewrite migrations/0002_draft";
        };
    assertThatExceptionOfType(EnvironmentFailure.class)
        .isThrownBy(() -> write.accept(directory(history, new FaultyOperations(1, Fault.NO_SPACE))))
        .withMessage(
            "cannot "
                + what
                + ": No space left on device.\n"
                + "Nothing was changed. Correct that, then run the goal again.");
  }

  /** Whether the process was killed. */
  private static boolean kill(
      SampleHistory history, FaultyOperations operations, Consumer<MigrationsDirectory> write) {
    try {
      write.accept(directory(history, operations));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static MigrationsDirectory directory(SampleHistory history, FileOperations operations) {
    return new MigrationsDirectory(
        history.migrations().getParent(), history.migrations(), operations, PATIENCE);
  }

  /** Two migrations; the second is a draft, with another file unless that prevents the write. */
  private SampleHistory fresh(boolean removable) throws IOException {
    SampleHistory history = new SampleHistory(temporary.resolve("run" + runs++));
    for (String name : new String[] {"0001_initial", "0002_draft"}) {
      Path directory = Files.createDirectories(history.file(name));
      Files.writeString(directory.resolve("plan.migration"), SampleHistory.planText(name));
      Files.writeString(
          directory.resolve("snapshot.json"), SampleHistory.snapshotText(name, Optional.empty()));
      Files.writeString(directory.resolve("changelog.xml"), "<databaseChangeLog/>");
      if (!removable) {
        Files.writeString(
            Files.createDirectories(directory.resolve("notes")).resolve("why.md"), "because");
      }
    }
    return history;
  }

  private static Map<String, String> withoutHidden(Map<String, String> tree) {
    Map<String, String> visible = new TreeMap<>(tree);
    visible.keySet().removeIf(path -> path.startsWith("."));
    return visible;
  }
}
