package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A history of three migrations with one error, and the message of the reader. */
class BrokenHistoryTest {
  @TempDir Path root;

  /** Breaks a history. */
  private interface Break {
    void apply(SampleHistory history) throws IOException;
  }

  static Stream<Arguments> histories() {
    return Stream.of(
        row(
            "a deleted directory",
            history -> delete(history, "0002_second"),
            "migrations: migration 0002 is missing: 0001_initial is followed by 0003_third.\n"
                + "Restore the deleted directory with `git checkout -- migrations`, or restore the"
                + " old numbers of the directories."),
        row(
            "the first is deleted",
            history -> delete(history, "0001_initial"),
            "migrations: migration 0001 is missing: the first is 0002_second.\n"
                + "Restore the deleted directory with `git checkout -- migrations`, or restore the"
                + " old numbers of the directories."),
        row(
            "begun by hand with a number that is too high",
            history -> {
              copy(history, "0003_third", "0017_swap");
              Files.delete(history.file("0017_swap/snapshot.json"));
            },
            "migrations/0017_swap has no snapshot.json, and its number is not the next one, which"
                + " is 0004.\n"
                + "If it was begun by hand, rename the directory to migrations/0004_swap, let its"
                + " plan begin with `migration \"0004_swap\" {`, and run `mvn kizaki:plan`. If"
                + " directories before it were deleted, restore them with `git checkout --"
                + " migrations`."),
        row(
            "begun by hand with a number that is taken",
            history -> {
              copy(history, "0003_third", "0003_swap");
              Files.delete(history.file("0003_swap/snapshot.json"));
            },
            "migrations/0003_swap has no snapshot.json, and its number is not the next one, which"
                + " is 0004.\n"
                + "If it was begun by hand, rename the directory to migrations/0004_swap, let its"
                + " plan begin with `migration \"0004_swap\" {`, and run `mvn kizaki:plan`. If"
                + " directories before it were deleted, restore them with `git checkout --"
                + " migrations`."),
        row(
            "one number twice",
            history -> copy(history, "0003_third", "0003_other"),
            "migrations/0003_other and migrations/0003_third have the same number.\n"
                + "Two branches planned them at the same time: run `mvn kizaki:rebase` to put one"
                + " on top of the other."),
        row(
            "no plan",
            history -> Files.delete(history.file("0002_second/plan.migration")),
            "migrations/0002_second/plan.migration is missing.\n"
                + restore("0002_second", "/plan.migration")),
        row(
            "no snapshot",
            history -> Files.delete(history.file("0003_third/snapshot.json")),
            "migrations/0003_third/snapshot.json is missing.\n"
                + "If 0003_third was written by hand and no database has applied it, run `mvn"
                + " kizaki:plan`, which completes it; else restore the file with `git checkout --"
                + " migrations/0003_third/snapshot.json`."),
        row(
            "no snapshot before the latest",
            history -> Files.delete(history.file("0002_second/snapshot.json")),
            "migrations/0002_second/snapshot.json is missing.\n"
                + restore("0002_second", "/snapshot.json")),
        row(
            "an empty directory",
            history -> Files.createDirectory(history.file("0004_empty")),
            "migrations/0004_empty/plan.migration is missing.\n"
                + restore("0004_empty", "/plan.migration")),
        row(
            "too few digits",
            history -> Files.createDirectory(history.file("12_x")),
            misnamed("12_x", ", such as 0012_x")),
        row(
            "too many digits",
            history -> Files.createDirectory(history.file("00004_x")),
            misnamed("00004_x", ", such as 0004_x")),
        row(
            "a hyphen",
            history -> Files.createDirectory(history.file("0004-add-status")),
            misnamed("0004-add-status", ", such as 0004_add_status")),
        row(
            "capitals",
            history -> Files.createDirectory(history.file("0004_addStatus")),
            misnamed("0004_addStatus", ", such as 0004_addstatus")),
        row(
            "number nought",
            history -> Files.createDirectory(history.file("0000_zero")),
            misnamed("0000_zero", "")),
        row(
            "no number, but a plan",
            history -> copy(history, "0003_third", "third"),
            misnamed("third", "")),
        row(
            "a file named like a migration",
            history -> Files.writeString(history.file("0004_file"), "x"),
            "migrations/0004_file is a file with the name of a migration; a migration must"
                + " be a directory.\nMove the file out of migrations."),
        row(
            "two names that differ only in case",
            history -> Files.createDirectory(history.file("0003_THIRD")),
            "migrations/0003_THIRD and migrations/0003_third differ only in upper and lower case,"
                + " so that only one of them exists on Windows and macOS.\n"
                + "Delete the wrong one."),
        row(
            "a linked directory",
            history ->
                Files.createSymbolicLink(history.file("0004_link"), history.file("0003_third")),
            "migrations/0004_link is a symbolic link; a migration must be a real directory.\n"
                + "Replace the link by the directory, or delete the link."),
        row(
            "a link that leads in a circle",
            history ->
                Files.createSymbolicLink(history.file("0004_loop"), history.file("0004_loop")),
            "migrations/0004_loop is a symbolic link; a migration must be a real directory.\n"
                + "Replace the link by the directory, or delete the link."),
        row(
            "a linked file",
            history -> {
              Path plan = history.file("0002_second/plan.migration");
              Files.move(plan, history.file("plan-elsewhere"));
              Files.createSymbolicLink(plan, history.file("plan-elsewhere"));
            },
            "migrations/0002_second/plan.migration is a symbolic link; a migration is read from"
                + " regular files only.\n"
                + restore("0002_second", "/plan.migration")),
        row(
            "a directory instead of a file",
            history -> {
              Files.delete(history.file("0002_second/snapshot.json"));
              Files.createDirectory(history.file("0002_second/snapshot.json"));
            },
            "migrations/0002_second/snapshot.json is not a file; a migration is read from regular"
                + " files only.\n"
                + restore("0002_second", "/snapshot.json")),
        row(
            "another encoding",
            history ->
                Files.write(
                    history.file("0001_initial/plan.migration"),
                    "// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)),
            "migrations/0001_initial/plan.migration: byte 7 (0xE9) is not UTF-8.\n"
                + restore("0001_initial", "/plan.migration")),
        row(
            "a character cut in two",
            history ->
                Files.write(
                    history.file("0001_initial/plan.migration"), new byte[] {'x', (byte) 0xc3}),
            "migrations/0001_initial/plan.migration: byte 2 (0xC3) is not UTF-8.\n"
                + restore("0001_initial", "/plan.migration")),
        row(
            "a renamed directory",
            history -> Files.move(history.file("0002_second"), history.file("0002_other")),
            "migrations/0002_other/plan.migration: this is the plan of \"0002_second\", but it"
                + " is in the directory 0002_other.\n"
                + "If the directory was renamed, give it its name back. Otherwise the file was"
                + " changed.\n"
                + restore("0002_other", "/plan.migration")),
        row(
            "a foreign snapshot",
            history ->
                Files.copy(
                    history.file("0001_initial/snapshot.json"),
                    replaced(history.file("0002_second/snapshot.json"))),
            "migrations/0002_second/snapshot.json: this is the snapshot of \"0001_initial\", but it"
                + " is in the directory 0002_second.\n"
                + "If the directory was renamed, give it its name back. Otherwise the file was"
                + " changed.\n"
                + restore("0002_second", "/snapshot.json")),
        row(
            "a truncated snapshot",
            history -> Files.writeString(history.file("0002_second/snapshot.json"), "{\n  \"f"),
            "migrations/0002_second/snapshot.json:2:5: the snapshot is cut off here.\n"
                + restore("0002_second", "/snapshot.json")),
        row(
            "an edited plan",
            history -> edit(history, "0002_second/plan.migration", "work", "other work"),
            edited("0003_third", "0002_second", "02fb5cf3e5f2", "a15dae9ea5f5")),
        row(
            "an edited snapshot",
            history -> edit(history, "0001_initial/snapshot.json", "(10, 2)", "(10, 3)"),
            edited("0002_second", "0001_initial", "e2b6e97afd9f", "8e95fbb4b883")),
        row(
            "an edited parent",
            history ->
                edit(
                    history,
                    "0003_third/snapshot.json",
                    history.check().get(1).digest(),
                    "0".repeat(64)),
            edited("0003_third", "0002_second", "000000000000", "02fb5cf3e5f2")),
        row(
            "a first migration with a parent",
            history -> setParent(history, "0001_initial", Optional.of("0".repeat(64))),
            "migrations/0001_initial/snapshot.json: 0001_initial was planned after a migration"
                + " that does not exist here, but it is the first.\n"
                + "Restore the deleted migrations and the old numbers: `git status` shows changes"
                + " that are not committed, `git log --stat` the commit of those that are."),
        row(
            "another history's first migration",
            history -> setParent(history, "0003_third", Optional.empty()),
            "migrations/0003_third/snapshot.json: 0003_third was planned as the first migration"
                + " of a history, but it comes after 0002_second.\n"
                + "It was copied or moved here: delete its directory and run `mvn kizaki:plan`."),
        row(
            "an inserted migration",
            history -> {
              Optional<String> parent = Optional.of(history.check().get(1).digest());
              rename(history, "0003_third", "0004_third");
              Path inserted = Files.createDirectory(history.file("0003_inserted"));
              Files.writeString(
                  inserted.resolve("plan.migration"), SampleHistory.planText("0003_inserted"));
              Files.writeString(
                  inserted.resolve("snapshot.json"),
                  SampleHistory.snapshotText("0003_inserted", parent));
            },
            "migrations/0004_third/snapshot.json: 0004_third was planned after 0002_second, but"
                + " it comes after 0003_inserted.\n"
                + "If 0003_inserted was inserted or came with a merge, delete the directory of the"
                + " migration that no database has applied, and run `mvn kizaki:plan`. If"
                + " directories were renumbered, restore their old numbers."),
        row(
            "two that changed places",
            history -> {
              rename(history, "0002_second", "0009_second");
              rename(history, "0003_third", "0002_third");
              rename(history, "0009_second", "0003_second");
            },
            "migrations/0002_third/snapshot.json: 0002_third was planned after 0003_second, but"
                + " it comes before it.\n"
                + "Restore the old numbers of the directories."),
        row(
            "deleted and renumbered",
            history -> {
              delete(history, "0002_second");
              rename(history, "0003_third", "0002_third");
            },
            edited("0002_third", "0001_initial", "02fb5cf3e5f2", "e2b6e97afd9f")));
  }

  private static Arguments row(String name, Break broken, String message) {
    return Arguments.of(name, broken, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void isRefused(String name, Break broken, String message) throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    assertThat(history.check()).hasSize(3);
    broken.apply(history);
    Map<String, String> before = history.tree();
    assertThatExceptionOfType(Refusal.class).isThrownBy(history::check).withMessage(message);
    assertThat(history.tree()).isEqualTo(before);
  }

  private static String restore(String migration, String file) {
    return "Restore it with `git checkout -- migrations/"
        + migration
        + file
        + "`; or, if it belongs to the newest migration and no database has applied that, delete"
        + " migrations/"
        + migration
        + " and run `mvn kizaki:plan`.";
  }

  private static String misnamed(String entry, String suggestion) {
    return "migrations/"
        + entry
        + " is not named like a migration: four digits with leading zeros, an"
        + " underscore, then lower-case letters, digits and underscores"
        + suggestion
        + ".\nCorrect its name, or move it out of migrations.";
  }

  private static String edited(String migration, String before, String stated, String found) {
    return "migrations/"
        + migration
        + "/snapshot.json: "
        + migration
        + " was planned after a migration with the digest "
        + stated
        + "…, but "
        + before
        + " before it has the digest "
        + found
        + "….\nmigrations/"
        + before
        + "/plan.migration or migrations/"
        + before
        + "/snapshot.json was edited since, or a migration between the two was deleted or"
        + " replaced. `git status` shows a change that is not committed, `git log --stat` the"
        + " commit of one that is. Restore the old files, and plan the change as a new migration"
        + " with `mvn kizaki:plan`. If the older migrations are right as they are, and no database"
        + " has applied "
        + migration
        + ", run `mvn kizaki:rebase -Dkizaki.rebase="
        + migration
        + "`, which puts it after them.";
  }

  private static void delete(SampleHistory history, String migration) throws IOException {
    new StagingDirectory(history.migrations(), new DiskOperations())
        .delete(history.file(migration));
  }

  private static void copy(SampleHistory history, String from, String to) throws IOException {
    Files.createDirectory(history.file(to));
    for (String file : List.of("/plan.migration", "/snapshot.json")) {
      Files.copy(history.file(from + file), history.file(to + file));
    }
  }

  /** Moves a migration, with its names in both files. */
  private static void rename(SampleHistory history, String from, String to) throws IOException {
    Files.move(history.file(from), history.file(to));
    edit(history, to + "/plan.migration", "\"" + from + "\"", "\"" + to + "\"");
    edit(history, to + "/snapshot.json", "\"" + from + "\"", "\"" + to + "\"");
  }

  private static void setParent(SampleHistory history, String migration, Optional<String> parent)
      throws IOException {
    Path file = history.file(migration + "/snapshot.json");
    Snapshot read = SnapshotJson.read("snapshot.json", Files.readString(file));
    Files.writeString(
        file,
        SnapshotJson.write(
            new Snapshot(read.migration(), parent, read.naming(), read.digest(), read.shape())));
  }

  private static void edit(SampleHistory history, String file, String before, String after)
      throws IOException {
    String text = Files.readString(history.file(file));
    assertThat(text).contains(before);
    Files.writeString(history.file(file), text.replace(before, after));
  }

  private static Path replaced(Path file) throws IOException {
    Files.delete(file);
    return file;
  }

  @Test
  void everyMigrationIsProvenAfterItsDigestIsChecked() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    edit(history, "0002_second/plan.migration", "work", "other work");
    StringBuilder asked = new StringBuilder();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                Chain.check(
                    history.read(),
                    (before, migration) ->
                        asked
                            .append(before.enums().size())
                            .append(' ')
                            .append(migration.name())
                            .append('\n')))
        .withMessageStartingWith("migrations/0003_third/snapshot.json: 0003_third was planned");
    assertThat(asked).hasToString("0 0001_initial\n1 0002_second\n");
  }

  /**
   * A flipped bit in a snapshot is refused or has no effect. If it changes the name or the content
   * of a migration, the check of names, the next digest or the proof finds it.
   */
  @Test
  void everyFlippedBitIsFoundOrHasNoEffect() throws IOException {
    SampleHistory history = SampleHistory.ofThree(root);
    Migration whole = history.check().get(1);
    Path file = whole.directory().resolve("snapshot.json");
    byte[] bytes = Files.readAllBytes(file);
    int refused = 0;
    for (int at = 0; at < bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        try {
          Snapshot read = SnapshotJson.read(StrictText.read(file, "snapshot.json"));
          assertThat(
                  read.equals(whole.snapshot())
                      || !read.migration().equals(whole.name())
                      || !Digest.of(whole.plan(), read).equals(whole.digest()))
              .as("byte %d, bit %d", at, bit)
              .isTrue();
        } catch (Refusal e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(bytes.length * 6);
  }
}
