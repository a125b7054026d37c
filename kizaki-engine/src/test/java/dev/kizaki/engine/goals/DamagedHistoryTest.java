package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.cases.DailyPart;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages each byte, line and file of an applied history in turn. {@code apply} must either refuse
 * the history and name the file or its migration, or find the same digests as before. The files and
 * the database must not change. Of the bytes, each run takes a third, another each day.
 */
@FullRun
final class DamagedHistoryTest {
  private static final List<String> NAMES =
      List.of(
          "0001_initial",
          "0002_add_status",
          "0003_add_points",
          "0004_add_label",
          "0005_update_task");
  private static final List<String> FILES = List.of("plan.migration", "snapshot.json");

  @TempDir static Path directory;
  private static AppliedProject project;

  private Path root;
  private Map<String, String> tree;
  private String state;
  private List<String> digests;
  private int refused;
  private int same;
  private int withLine;

  @BeforeAll
  static void applied() throws IOException {
    project = LongerProject.in(Files.createDirectory(directory.resolve("applied")));
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @BeforeEach
  void copy() throws IOException, SQLException {
    root = Files.createTempDirectory(directory, "copy");
    project.copyTo(root);
    tree = AppliedProject.tree(root);
    state = project.state();
    digests = digests();
    assertThat(apply()).isEmpty();
    assertThat(digests).hasSize(NAMES.size());
  }

  /** If {@code apply} changed anything because of a damaged history, it is found here. */
  @AfterEach
  void assertNothingChanged(TestReporter reporter) throws IOException, SQLException {
    reporter.publishEntry(
        "damages",
        (refused + same) + ", refused " + refused + ", of the same meaning " + same + ", missed 0");
    assertThat(AppliedProject.tree(root)).isEqualTo(tree);
    assertThat(project.state()).isEqualTo(state);
    assertThat(apply()).isEmpty();
  }

  @Test
  void aFileCutAtAnyByteIsRefused() throws IOException {
    for (String file : damagedFiles()) {
      byte[] bytes = Files.readAllBytes(root.resolve(file));
      for (int at : today(bytes.length)) {
        check("cut at " + at, file, Arrays.copyOf(bytes, at));
      }
    }
    // A file without its last line end has the same meaning.
    assertThat(same).isLessThanOrEqualTo(damagedFiles().size());
    assertThat(refused).isGreaterThan(1_300);
    assertThat(withLine).isGreaterThan(refused * 9 / 10);
  }

  private static List<Integer> today(int bytes) {
    return DailyPart.of(IntStream.range(0, bytes).boxed().toList(), 3, 0);
  }

  @Test
  void aFlippedBitIsRefused() throws IOException {
    // The tests of the snapshot reader flip every bit of a snapshot.
    for (String file :
        damagedFiles().stream().filter(each -> !each.endsWith("task/snapshot.json")).toList()) {
      byte[] bytes = Files.readAllBytes(root.resolve(file));
      for (int at : today(bytes.length)) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << (at * 5 % 7));
        check("bit flipped in " + at, file, flipped);
      }
    }
    // A change in a comment or in the space between two words does not change the meaning.
    assertThat(same).isLessThan(refused / 20);
  }

  @Test
  void joinedSwappedDuplicatedAndDeletedLinesAreRefused() throws IOException {
    for (String file : damagedFiles()) {
      String text = Files.readString(root.resolve(file));
      List<String> lines = List.of(text.split("\n"));
      for (int at = 0; at < lines.size(); at++) {
        if (at + 1 < lines.size()) {
          List<String> joined = new ArrayList<>(lines);
          joined.set(at, lines.get(at) + joined.remove(at + 1));
          check("joined " + at, file, joined);
          List<String> swapped = new ArrayList<>(lines);
          Collections.swap(swapped, at, at + 1);
          check("swapped " + at, file, swapped);
        }
        List<String> duplicated = new ArrayList<>(lines);
        duplicated.add(at, lines.get(at));
        check("duplicated " + at, file, duplicated);
        List<String> deleted = new ArrayList<>(lines);
        deleted.remove(at);
        check("deleted " + at, file, deleted);
      }
    }
    assertThat(refused).isGreaterThan(350);
  }

  @Test
  void swappedFilesAndDirectoriesAreRefused() throws IOException {
    List<String> files = files();
    for (int one = 0; one < files.size(); one++) {
      for (int other = one + 1; other < files.size(); other++) {
        checkSwapped(files.get(one), files.get(other));
      }
    }
    for (int one = 0; one < NAMES.size(); one++) {
      for (int other = one + 1; other < NAMES.size(); other++) {
        checkSwapped("migrations/" + NAMES.get(one), "migrations/" + NAMES.get(other));
      }
    }
    assertThat(refused).isEqualTo(45 + 10);
  }

  private void checkSwapped(String one, String other) throws IOException {
    swap(one, other);
    assertRefused(one + " for " + other, NAMES.stream().filter((one + other)::contains).toList());
    swap(one, other);
  }

  private void swap(String one, String other) throws IOException {
    Path aside = root.resolve("aside");
    Files.move(root.resolve(one), aside);
    Files.move(root.resolve(other), root.resolve(one));
    Files.move(aside, root.resolve(other));
  }

  @Test
  void deletedAndRenamedFilesAndDirectoriesAreRefused() throws IOException {
    List<String> paths = new ArrayList<>(files());
    NAMES.forEach(name -> paths.add("migrations/" + name));
    Path aside = Files.createDirectory(root.resolveSibling(root.getFileName() + "-aside"));
    for (String path : paths) {
      Path file = root.resolve(path);
      Files.move(file, aside.resolve("it"));
      assertRefused("without " + path, List.of(path.substring(11, 15)));
      Files.move(aside.resolve("it"), file);
      Path renamed = file.resolveSibling(file.getFileName() + "x");
      Files.move(file, renamed);
      assertRefused("renamed " + path, List.of(path.substring(11, 15)));
      Files.move(renamed, file);
    }
    assertThat(refused).isEqualTo(2 * 15);
  }

  /** Inserts a copy of each migration at each position and renumbers the later migrations. */
  @Test
  void anInsertedCopyOfAMigrationIsRefused() throws IOException {
    for (int source = 0; source < NAMES.size(); source++) {
      for (int at = 0; at <= NAMES.size(); at++) {
        Map<String, String> before = contents();
        String added = String.format("%04d_added", at + 1);
        Map<String, String> after = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
          String name = NAMES.get(i);
          String moved = i < at ? name : String.format("%04d%s", i + 2, name.substring(4));
          for (String file : FILES) {
            String text = before.get("migrations/" + name + "/" + file);
            after.put("migrations/" + moved + "/" + file, named(text, name, moved));
            if (i == source) {
              after.put("migrations/" + added + "/" + file, named(text, name, added));
            }
          }
        }
        replace(before, after);
        assertRefused("copy of " + NAMES.get(source) + " as " + added, List.of());
        replace(after, before);
      }
    }
    assertThat(refused).isEqualTo(5 * 6);
  }

  private static String named(String text, String from, String to) {
    return text.replace("\"" + from + "\"", "\"" + to + "\"");
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    for (String file : files()) {
      contents.put(file, Files.readString(root.resolve(file)));
    }
    return contents;
  }

  private void replace(Map<String, String> before, Map<String, String> after) throws IOException {
    for (String file : before.keySet()) {
      Files.delete(root.resolve(file));
      if (!file.endsWith("plan.migration")) {
        Files.delete(root.resolve(file).getParent());
      }
    }
    for (Map.Entry<String, String> file : after.entrySet()) {
      AppliedProject.write(root, file.getKey(), file.getValue());
    }
  }

  private static List<String> files() {
    return NAMES.stream()
        .flatMap(name -> FILES.stream().map(file -> "migrations/" + name + "/" + file))
        .toList();
  }

  /**
   * All plans and two snapshots, one in the middle and the last, because snapshots are very
   * similar.
   */
  private static List<String> damagedFiles() {
    return files().stream()
        .filter(
            file -> file.endsWith(FILES.get(0)) || file.contains("2_add") || file.contains("5_"))
        .toList();
  }

  private void check(String what, String file, List<String> lines) throws IOException {
    check(what, file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void check(String what, String file, byte[] content) throws IOException {
    byte[] before = Files.readAllBytes(root.resolve(file));
    Files.write(root.resolve(file), content);
    Optional<String> message = apply();
    if (message.isEmpty()) {
      assertThat(digests()).as("%s of %s", what, file).isEqualTo(digests);
      same++;
    } else {
      String migration = file.substring("migrations/".length(), file.lastIndexOf('/'));
      assertThat(message.get()).as("%s of %s", what, file).contains(migration);
      withLine += message.get().matches("(?s)migrations/.*:[0-9]+:[0-9]+: .*") ? 1 : 0;
      refused++;
    }
    assertThat(root.resolve(file)).hasBinaryContent(content);
    Files.write(root.resolve(file), before);
  }

  /**
   * @param named the message must contain one of these; empty for no requirement
   */
  private void assertRefused(String what, List<String> named) throws IOException {
    Map<String, String> damaged = AppliedProject.tree(root);
    Optional<String> message = apply();
    assertThat(message).as(what).isPresent();
    assertThat(message.get()).as(what).contains("igration");
    if (!named.isEmpty()) {
      assertThat(named).as(what + ": " + message.get()).anyMatch(message.get()::contains);
    }
    assertThat(AppliedProject.tree(root)).as(what).isEqualTo(damaged);
    refused++;
  }

  /** The message with which {@code apply} refuses; empty if it finds nothing to apply. */
  private Optional<String> apply() {
    RecordedLines lines = new RecordedLines();
    try {
      Goal.APPLY.run(new Kizaki(lines), AppliedProject.project(root), project.database());
    } catch (Refusal | EnvironmentFailure refusal) {
      return Optional.of(refusal.getMessage());
    }
    assertThat(lines.text()).isEqualTo("Nothing to apply.\n");
    return Optional.empty();
  }

  private List<String> digests() {
    return new MigrationsDirectory(root, root.resolve("migrations"))
        .read().stream().map(Migration::digest).toList();
  }
}
