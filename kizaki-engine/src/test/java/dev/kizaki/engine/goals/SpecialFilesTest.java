package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links, pipes and other special files where a project has files and directories. Input with only
 * one possible meaning works; ambiguous input is refused with its path. No goal waits for a pipe,
 * and nothing outside the project is changed.
 */
@FullRun
final class SpecialFilesTest {
  private static final String PLAN = "migrations/0003_add_points/plan.migration";
  private static final String RESTORE =
      """
      Restore it with `git checkout -- %s`; or, if it belongs to the newest migration and no \
      database has applied that, delete migrations/0003_add_points and run `mvn kizaki:plan`.\
      """;

  @TempDir static Path directory;
  private static AppliedProject project;

  private Path root;
  private Path outside;

  @BeforeAll
  static void applied() throws IOException {
    project = AppliedProject.in(Files.createDirectory(directory.resolve("applied")));
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @BeforeEach
  void copy() throws IOException {
    root = Files.createTempDirectory(directory, "copy");
    project.copyTo(root);
    outside = Files.createTempDirectory(directory, "outside");
  }

  /** Creates a special file in place of a file or directory, which was moved out of the project. */
  @FunctionalInterface
  private interface Replacing {
    void create(Path path, Path moved) throws IOException;
  }

  static Stream<Arguments> refused() {
    List<Arguments> rows = new ArrayList<>();
    for (String file : List.of(PLAN, "migrations/0003_add_points/snapshot.json")) {
      String restore = "; a migration is read from regular files only.\n" + RESTORE.formatted(file);
      rows.add(row(file, "link", SpecialFilesTest::link, file + " is a symbolic link" + restore));
      rows.add(row(file, "loop", SpecialFilesTest::loop, file + " is a symbolic link" + restore));
      rows.add(
          row(file, "nowhere", SpecialFilesTest::dangling, file + " is a symbolic link" + restore));
      rows.add(row(file, "pipe", SpecialFilesTest::pipe, file + " is not a file" + restore));
      rows.add(
          row(
              file,
              "directory",
              SpecialFilesTest::directoryInPlace,
              file + " is not a file" + restore));
    }
    String migration = "migrations/0003_add_points";
    String linked =
        migration
            + " is a symbolic link; a migration must be a real directory.\n"
            + "Replace the link by the directory, or delete the link.";
    rows.add(row(migration, "link", SpecialFilesTest::link, linked));
    rows.add(row(migration, "loop", SpecialFilesTest::loop, linked));
    rows.add(row(migration, "nowhere", SpecialFilesTest::dangling, linked));
    rows.add(
        row(
            migration,
            "pipe",
            SpecialFilesTest::pipe,
            migration
                + " is a file with the name of a migration; a migration must be a directory.\n"
                + "Move the file out of migrations."));
    rows.add(
        row(
            "migrations",
            "loop",
            SpecialFilesTest::loop,
            "cannot read migrations: Too many levels of symbolic links or unable to access"
                + " attributes of symbolic link"));
    rows.add(
        row(
            "migrations",
            "nowhere",
            SpecialFilesTest::dangling,
            "migrations is a broken symbolic link: correct it or delete it"));
    rows.add(
        row(
            "migrations",
            "pipe",
            SpecialFilesTest::pipe,
            "cannot read migrations: it is not a directory; move it away, or set"
                + " migrationsDirectory"));
    return rows.stream();
  }

  static Stream<Arguments> schemas() {
    String schema = "src/main/inspire";
    String task = schema + "/task.inspire";
    return Stream.of(
        row(
            schema,
            "nowhere",
            SpecialFilesTest::dangling,
            schema + " is a broken symbolic link: correct it or delete it"),
        row(
            schema,
            "loop",
            SpecialFilesTest::loop,
            schema + " is a broken symbolic link: correct it or delete it"),
        row(
            schema,
            "pipe",
            SpecialFilesTest::pipe,
            schema
                + " is not a directory, but the schema is read from a directory; move it"
                + " away, or set schemaDirectory"),
        row(
            task,
            "nowhere",
            SpecialFilesTest::dangling,
            task + " is a broken symbolic link: correct it or delete it"),
        row(
            task,
            "loop",
            SpecialFilesTest::loop,
            task + " is a broken symbolic link: correct it or delete it"),
        row(
            task,
            "pipe",
            SpecialFilesTest::pipe,
            task
                + " is not a file, but the schema is read from files: delete it or give it"
                + " another name"));
  }

  private static Arguments row(String path, String what, Replacing replacing, String message) {
    return Arguments.of(path, what, replacing, message);
  }

  private static void link(Path path, Path moved) throws IOException {
    Files.createSymbolicLink(path, moved);
  }

  private static void loop(Path path, Path moved) throws IOException {
    Files.createSymbolicLink(path, path);
  }

  private static void dangling(Path path, Path moved) throws IOException {
    Files.createSymbolicLink(path, moved.resolveSibling("nothing"));
  }

  private static void directoryInPlace(Path path, Path moved) throws IOException {
    Files.createDirectory(path);
  }

  private static void pipe(Path path, Path moved) throws IOException {
    try {
      assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void historyIsRefused(String path, String what, Replacing replacing, String message)
      throws Exception {
    replace(path, replacing);
    for (Goal goal : RefusedInput.OF_HISTORY) {
      assertRefused(goal, message);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("schemas")
  void schemaIsRefused(String path, String what, Replacing replacing, String message)
      throws Exception {
    replace(path, replacing);
    for (Goal goal : RefusedInput.OF_SCHEMA) {
      assertRefused(goal, message);
    }
  }

  private void replace(String path, Replacing replacing) throws IOException {
    Path file = root.resolve(path);
    Path moved = outside.resolve("was");
    Files.move(file, moved);
    replacing.create(file, moved);
  }

  private void assertRefused(Goal goal, String message) throws Exception {
    Map<String, String> before = AppliedProject.tree(outside);
    String state = project.state();
    Throwable thrown =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> catchThrowable(() -> output(goal)));
    assertThat(thrown).isInstanceOfAny(Refusal.class, EnvironmentFailure.class).hasMessage(message);
    assertThat(AppliedProject.tree(outside)).isEqualTo(before);
    assertThat(project.state()).isEqualTo(state);
  }

  /**
   * Both directories may be outside the project, and so may files of the schema, as symbolic or
   * hard links.
   */
  @Test
  void acceptsLinkedDirectoriesAndSchemaFiles() throws Exception {
    replace("src/main/inspire/task.inspire", SpecialFilesTest::link);
    Files.move(outside.resolve("was"), outside.resolve("task"));
    Files.delete(root.resolve("src/main/inspire/task.inspire"));
    Files.createLink(root.resolve("src/main/inspire/task.inspire"), outside.resolve("task"));
    replace("src/main/inspire", SpecialFilesTest::link);
    Files.move(outside.resolve("was"), outside.resolve("schema"));
    Files.delete(root.resolve("src/main/inspire"));
    Files.createSymbolicLink(root.resolve("src/main/inspire"), outside.resolve("schema"));
    replace("migrations", SpecialFilesTest::link);

    assertThat(output(Goal.PLAN)).isEqualTo("No schema changes.\n");
    assertThat(output(Goal.APPLY)).isEqualTo("Nothing to apply.\n");
    assertThat(output(Goal.STATUS)).endsWith("Source drift: none\n");
    Path task = outside.resolve("schema/task.inspire");
    Files.writeString(task, Files.readString(task).replace("points: int?", "points: bigint?"));
    assertThat(output(Goal.PLAN)).startsWith("Generated migrations/0004_change_points/");
    assertThat(Files.isSymbolicLink(root.resolve("migrations"))).isTrue();
    assertThat(outside.resolve("was/0004_change_points/plan.migration")).exists();
  }

  /** A file with a second hard link elsewhere is replaced, so the other link keeps its content. */
  @Test
  void aHardLinkedFileOutsideTheProjectIsNotChanged() throws Exception {
    String task = "src/main/inspire/task.inspire";
    edit(task, "points: int?", "points: int?\n  note: string?");
    output(Goal.PLAN);
    Path draft = root.resolve("migrations/0004_add_note");
    List<Path> kept = new ArrayList<>();
    for (String file : List.of("plan.migration", "snapshot.json")) {
      kept.add(Files.createLink(outside.resolve(file), draft.resolve(file)));
    }
    Files.createSymbolicLink(draft.resolve("changelog.xml"), outside.resolve("plan.migration"));
    Map<String, String> before = AppliedProject.tree(outside);
    edit(task, "note: string?", "memo: int?");
    output(Goal.PLAN);
    assertThat(root.resolve("migrations/0004_add_note/plan.migration")).exists();
    assertThat(AppliedProject.tree(outside)).isEqualTo(before);
    edit(task, "\n  memo: int?", "");
    output(Goal.PLAN);
    assertThat(root.resolve("migrations/0004_add_note")).doesNotExist();
    assertThat(AppliedProject.tree(outside)).isEqualTo(before);
    assertThat(kept).allMatch(Files::exists);
  }

  @Test
  void refusesNamesThatDifferOnlyInCase() throws Exception {
    Path schema = root.resolve("src/main/inspire");
    Files.writeString(schema.resolve("Task.inspire"), "entity Other { name: string }");
    assertRefused(
        Goal.VALIDATE,
        """
        src/main/inspire/Task.inspire and src/main/inspire/task.inspire differ only in upper and \
        lower case, or in how an accent is written, so that only one of them exists on Windows or \
        macOS.
        Give one of them another name.\
        """);
    Files.delete(schema.resolve("Task.inspire"));
    Files.createDirectory(root.resolve("migrations/0003_Add_points"));
    assertRefused(
        Goal.APPLY,
        """
        migrations/0003_Add_points and migrations/0003_add_points differ only in upper and lower \
        case, so that only one of them exists on Windows and macOS.
        Delete the wrong one.\
        """);
  }

  /** The order of a history depends only on its chain of digests; dates of files are never read. */
  @Test
  void datesOfFilesHaveNoEffect() throws Exception {
    long now = System.currentTimeMillis();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted().toList();
    }
    for (int i = 0; i < all.size(); i++) {
      // Later files of the history get older dates, and all schema files get dates in the future.
      long offset = all.get(i).toString().contains("inspire") ? 1000 : -(i + 1);
      Files.setLastModifiedTime(all.get(i), FileTime.fromMillis(now + offset * 86_400_000L));
    }
    assertThat(output(Goal.PLAN)).isEqualTo("No schema changes.\n");
    assertThat(output(Goal.APPLY)).isEqualTo("Nothing to apply.\n");
    assertThat(output(Goal.STATUS)).endsWith("Source drift: none\n");
  }

  private void edit(String file, String from, String to) throws IOException {
    RefusedInput.edit(file, from, to).make(root);
  }

  private String output(Goal goal) {
    RecordedLines lines = new RecordedLines();
    goal.run(new Kizaki(lines), AppliedProject.project(root), project.database());
    return lines.text();
  }
}
