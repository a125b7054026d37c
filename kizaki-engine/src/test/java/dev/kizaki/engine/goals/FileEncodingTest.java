package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes that editors and version control make to files and that have no effect: the digests stay
 * the same, the applied database agrees with the history, and the next plan is the same byte for
 * byte.
 */
@FullRun
final class FileEncodingTest {
  private static final String SCHEMA = "src/main/inspire/task.inspire";

  @TempDir static Path directory;
  private static AppliedProject project;

  @BeforeAll
  static void applied() throws IOException {
    Path root = Files.createDirectory(directory.resolve("applied"));
    project = LongerProject.in(root);
    // Accents in comments of a schema and a plan make the Unicode normal forms differ.
    Files.writeString(
        root.resolve(SCHEMA), "// caf\u00e9\n" + Files.readString(root.resolve(SCHEMA)));
    Path plan = root.resolve("migrations/0003_add_points/plan.migration");
    Files.writeString(plan, "// caf\u00e9\n" + Files.readString(plan));
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  static Stream<Arguments> layouts() {
    UnaryOperator<String> carriageReturns = text -> text.replace("\n", "\r\n");
    return Stream.of(
        layout("CRLF", carriageReturns),
        layout("a byte-order mark", text -> '\uFEFF' + text),
        layout("both", text -> '\uFEFF' + text.replace("\n", "\r\n")),
        layout("CR", text -> text.replace('\n', '\r')),
        layout("no line end at the end", String::stripTrailing),
        layout("empty lines at the end", text -> text + "\n\n\n"),
        layout("blanks at line ends", text -> text.replace("\n", " \t\n")),
        layout("tabs of two", text -> text.replace("  ", "\t")),
        layout("an indentation of eight", text -> text.replaceAll("(?m)^  ", "        ")),
        layout("NFD", text -> Normalizer.normalize(text, Normalizer.Form.NFD)),
        layout("NFC", text -> Normalizer.normalize(text, Normalizer.Form.NFC)));
  }

  private static Arguments layout(String name, UnaryOperator<String> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layouts")
  void anotherLayoutHasTheSameMeaning(String name, UnaryOperator<String> change) throws Exception {
    Path root = copy();
    int changed = 0;
    for (Path file : files(root)) {
      String text = Files.readString(file);
      // Blanks inside a text of several lines are part of the text.
      String other = file.toString().contains("0004") && isLayout(name) ? text : change.apply(text);
      changed += other.equals(text) ? 0 : 1;
      Files.writeString(file, other);
    }
    assertThat(changed > 1).isEqualTo(!name.equals("NFC"));
    assertSame(root);
  }

  private static boolean isLayout(String name) {
    return name.startsWith("tabs");
  }

  @Test
  void aCheckoutWithWindowsLineEndsHasTheSameMeaning() throws Exception {
    Path origin = copy();
    new GitProject(origin).init().commit("all");
    Path root = Files.createTempDirectory(directory, "checkout");
    new GitProject(root)
        .run("-c", "core.autocrlf=true", "clone", "--quiet", origin.toString(), root.toString());
    for (Path file : files(root)) {
      assertThat(Files.readString(file)).as("%s", file).contains("\r\n");
    }
    assertSame(root);
  }

  @Test
  void planRemovesTheRemainsOfAKilledWriteWhenNothingChanged() throws Exception {
    Path root = copy();
    AppliedProject.write(root, "migrations/.kizaki-1/plan.migration", "migration");

    assertThat(output(Goal.STATUS, root)).endsWith("Source drift: none\n");
    assertThat(root.resolve("migrations/.kizaki-1/plan.migration")).exists();
    assertThat(output(Goal.PLAN, root)).isEqualTo("No schema changes.\n");
    assertThat(root.resolve("migrations/.kizaki-1")).doesNotExist();
  }

  private static void assertSame(Path root) throws Exception {
    assertThat(digests(root)).isEqualTo(digests(project.root()));
    assertThat(output(Goal.VALIDATE, root))
        .isEqualTo("Schema is valid: 2 entities, 1 enum in 3 files.\n");
    assertThat(output(Goal.PLAN, root)).isEqualTo("No schema changes.\n");
    assertThat(output(Goal.APPLY, root)).isEqualTo("Nothing to apply.\n");
    assertThat(output(Goal.STATUS, root))
        .isEqualTo(
            """
            Latest committed: 0005_update_task
            Latest applied: 0005_update_task
            Source drift: none
            """);
    Path plain = copy();
    assertThat(next(root)).isEqualTo(next(plain)).hasSize(2);
  }

  /** The files of the next migration, after one field is added to the schema. */
  private static Map<String, String> next(Path root) throws IOException {
    Path schema = root.resolve(SCHEMA);
    Files.writeString(
        schema,
        Files.readString(schema).replaceFirst("title: string", "title: string note: string?"));
    output(Goal.PLAN, root);
    Map<String, String> written = new TreeMap<>(AppliedProject.tree(root));
    written.keySet().removeIf(file -> !file.startsWith("migrations/0006_add_note/"));
    return written;
  }

  /** Characters inside a text are data and are never normalised. */
  @ParameterizedTest
  @MethodSource("characters")
  void aCharacterInATextIsKept(String one, String other) throws Exception {
    String statement = "backfill sql(\"\"\"";
    Path file = Path.of("migrations/0004_add_label/plan.migration");
    Path root = copy();
    Files.writeString(
        root.resolve(file),
        Files.readString(root.resolve(file))
            .replace("'large'", "'" + one + "'")
            .replace("trim(title)", "trim(title, '" + one + "')"));
    Path second = copy();
    Files.writeString(
        second.resolve(file),
        Files.readString(second.resolve(file))
            .replace("'large'", "'" + other + "'")
            .replace("trim(title)", "trim(title, '" + other + "')"));
    assertThat(Files.readString(root.resolve(file))).contains(statement);
    List<String> first = digests(root);
    assertThat(first.subList(0, 3)).isEqualTo(digests(second).subList(0, 3));
    assertThat(first.get(3)).isNotEqualTo(digests(second).get(3));
    assertThat(plan(root.resolve(file))).contains("trim(title, '" + one + "')");
  }

  static Stream<Arguments> characters() {
    return Stream.of(
        Arguments.of("caf\u00e9", "cafe\u0301"),
        Arguments.of("\uFEFFa", "a"),
        Arguments.of("a\u00a0b", "a b"),
        Arguments.of("a\tb", "a b"));
  }

  private static String plan(Path file) throws IOException {
    return PlanReader.read(SourceText.of("plan.migration", Files.readString(file)))
        .plan()
        .statements()
        .toString();
  }

  @Test
  void aCarriageReturnInATextIsNotConvertedToALineEnd() throws Exception {
    Path root = copy();
    Path file = root.resolve("migrations/0004_add_label/plan.migration");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("'large'", "'lar\rge'"));
    assertThat(catchThrowable(() -> output(Goal.APPLY, root)))
        .hasMessage(
            """
            migrations/0004_add_label/plan.migration:6:32: error INS003: unexpected control \
            character U+000D
                      when points > 3 then 'lar?ge'
                                               ^
              hint: delete it, or write it as an escape inside a text in double quotes\
            """);

    Files.writeString(file, text.replace("trim(title)", "trim(title, '\\u000d')"));
    assertThat(digests(root).subList(0, 3)).isEqualTo(digests(project.root()).subList(0, 3));
    assertThat(digests(root).get(3)).isNotEqualTo(digests(project.root()).get(3));
    assertThat(plan(file)).contains("trim(title, '\r')");
  }

  private static String output(Goal goal, Path root) {
    RecordedLines lines = new RecordedLines();
    goal.run(new Kizaki(lines), AppliedProject.project(root), project.database());
    return lines.text();
  }

  private static List<String> digests(Path root) {
    return new MigrationsDirectory(root, root.resolve("migrations"))
        .read().stream().map(Migration::digest).toList();
  }

  private static Path copy() throws IOException {
    Path root = Files.createTempDirectory(directory, "copy");
    project.copyTo(root);
    return root;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !root.relativize(file).startsWith(".git"))
          .toList();
    }
  }
}
