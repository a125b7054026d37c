package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsDirectoryTest {
  @TempDir Path root;

  @Test
  void aMissingDirectoryIsAnEmptyHistory() {
    assertThat(new SampleHistory(root).check()).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void readsWhatItWrote() {
    List<Migration> migrations = SampleHistory.ofThree(root).check();
    assertThat(migrations)
        .extracting(Migration::name)
        .containsExactly("0001_initial", "0002_second", "0003_third");
    assertThat(migrations).extracting(Migration::number).containsExactly(1, 2, 3);
    assertThat(migrations.get(2).snapshot().parent()).contains(migrations.get(1).digest());
    assertThat(migrations.get(2).planFile()).isEqualTo("migrations/0003_third/plan.migration");
    assertThat(new SampleHistory(root).tree().keySet())
        .containsExactly(
            "",
            "0001_initial",
            "0001_initial/plan.migration",
            "0001_initial/snapshot.json",
            "0002_second",
            "0002_second/plan.migration",
            "0002_second/snapshot.json",
            "0003_third",
            "0003_third/plan.migration",
            "0003_third/snapshot.json");
  }

  @Test
  void makesMissingParents() {
    Path deep = root.resolve("a/b/migrations");
    new MigrationsDirectory(root, deep).write("0001_x", "plan", "snapshot");
    assertThat(deep.resolve("0001_x/plan.migration")).hasContent("plan");
  }

  @Test
  void lineEndsAndByteOrderMarksWork() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    List<String> before = history.check().stream().map(Migration::digest).toList();
    for (Migration migration : history.check()) {
      for (String file : List.of("plan.migration", "snapshot.json")) {
        Path path = migration.directory().resolve(file);
        Files.writeString(path, "\uFEFF" + Files.readString(path).replace("\n", "\r\n"));
      }
    }
    assertThat(history.check()).extracting(Migration::digest).isEqualTo(before);
  }

  @Test
  void otherFilesAreIgnored() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    for (String name : List.of(".gitignore", "changelog-master.xml", "README.md", "notes.txt")) {
      Files.writeString(history.file(name), "x");
    }
    for (String name : List.of(".git", ".kizaki-left", "docs", "readme")) {
      Files.writeString(
          Files.createDirectories(history.file(name)).resolve("0009_x"), "not a migration");
    }
    assertThat(history.check()).hasSize(3);
  }

  @Test
  void replaceKeepsTheTeamsFiles() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    Files.writeString(history.file("0003_third/notes.md"), "keep");
    history.directory().replace("0003_third", "0003_better", "new plan", "new snapshot");
    assertThat(history.tree())
        .containsEntry("0003_better/notes.md", "keep")
        .containsEntry("0003_better/plan.migration", "new plan")
        .containsEntry("0003_better/snapshot.json", "new snapshot")
        .hasSize(11);
  }

  @Test
  void removeDeletesTheDirectory() {
    SampleHistory history = SampleHistory.ofThree(root);
    history.directory().remove("0003_third");
    assertThat(history.check()).hasSize(2);
    assertThat(history.tree()).hasSize(7);
  }

  @Test
  void removeRefusesOtherFiles() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    Files.writeString(history.file("0003_third/notes.md"), "keep");
    Map<String, String> before = history.tree();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> history.directory().remove("0003_third"))
        .withMessage(
            "migrations/0003_third is not needed any more, but it contains"
                + " files that kizaki did not write: notes.md.\n"
                + "Move them elsewhere, then run the goal again.");
    assertThat(history.tree()).isEqualTo(before);
  }

  @Test
  void aWriterStopsIfTheDirectoryChanged() {
    SampleHistory history = SampleHistory.ofThree(root);
    Map<String, String> before = history.tree();
    String again =
        ".\nAnother run of kizaki or a checkout changed it meanwhile: run the goal again.";
    assertThatThrownBy(() -> history.directory().write("0003_mine", "plan", "snapshot"))
        .isInstanceOf(Refusal.class)
        .hasMessage("0003_mine cannot be written: the latest migration is number 3" + again);
    assertThatThrownBy(() -> history.directory().replace("0003_x", "0003_y", "plan", "snapshot"))
        .isInstanceOf(Refusal.class)
        .hasMessage("migrations/0003_x does not exist any more" + again);
    assertThatThrownBy(() -> history.directory().remove("0004_x"))
        .isInstanceOf(Refusal.class)
        .hasMessage("migrations/0004_x does not exist any more" + again);
    assertThatThrownBy(() -> history.directory().replace("0003_third", "0002_x", "p", "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.directory().write("4_x", "p", "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(history.tree()).isEqualTo(before);
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    SampleHistory history = SampleHistory.ofThree(root);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String name = "0004_by_" + i;
        results.add(threads.submit(() -> wins(history, name)));
      }
      int winners = 0;
      for (Future<Boolean> result : results) {
        winners += result.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
    assertThat(history.directory().list()).hasSize(4);
  }

  private static boolean wins(SampleHistory history, String name) {
    try {
      history
          .directory()
          .write(
              name,
              SampleHistory.planText(name),
              SampleHistory.snapshotText(name, Optional.empty()));
      return true;
    } catch (Refusal e) {
      assertThat(e)
          .hasMessageStartingWith(name + " cannot be written: the latest migration is number 4.");
      return false;
    }
  }

  @Test
  void aLockedDirectoryIsWaitedForAndThenRefused() throws Exception {
    SampleHistory history = SampleHistory.ofThree(root);
    WriteLock lock = new WriteLock(history.migrations(), "migrations", Duration.ZERO);
    MigrationsDirectory impatient =
        new MigrationsDirectory(
            root, history.migrations(), new DiskOperations(), Duration.ofMillis(50));
    try (FileChannel other = FileChannel.open(WriteLock.file(), StandardOpenOption.WRITE)) {
      other.lock(lock.position(), 1, false);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> impatient.write("0004_x", "plan", "snapshot"))
          .withMessage(
              "another run of kizaki is writing in migrations.\n"
                  + "Wait for it to end, then run the goal again.");
      assertThat(impatient.list()).hasSize(3);
      SampleHistory another = SampleHistory.ofThree(Files.createDirectory(root.resolve("another")));
      another.directory().write("0004_x", "plan", "snapshot");
      assertThat(another.directory().list()).hasSize(4);
    }
    impatient.write("0004_x", "plan", "snapshot");
    assertThat(impatient.list()).hasSize(4);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(root.resolve("file"), "x");
    assertThatExceptionOfType(EnvironmentFailure.class)
        .isThrownBy(
            () ->
                new MigrationsDirectory(root, root.resolve("file/migrations"))
                    .write("0001_x", "plan", "snapshot"))
        .withMessage(
            "cannot write file/migrations/0001_x: a file is in the way.\n"
                + "Nothing was changed. Correct that, then run the goal again.");
    assertThatExceptionOfType(EnvironmentFailure.class)
        .isThrownBy(() -> new MigrationsDirectory(root, root.resolve("file")).list())
        .withMessage(
            "cannot read file: it is not a directory; move it away, or set migrationsDirectory");
  }

  @Test
  void pathsOutsideTheProjectArePrintedInFull() {
    Path elsewhere = root.resolve("elsewhere");
    assertThat(new MigrationsDirectory(root.resolve("project"), elsewhere).shown("0001_x"))
        .isEqualTo(elsewhere.toString().replace('\\', '/') + "/0001_x");
  }
}
