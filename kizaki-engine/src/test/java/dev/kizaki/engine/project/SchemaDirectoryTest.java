package dev.kizaki.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaDirectoryTest {
  @TempDir Path root;

  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectories(root.resolve("src/main/inspire"));
  }

  @Test
  void filesAreSortedByTheirPathsFromTheRoot() throws IOException {
    write("b.inspire", "b");
    write("a/z.inspire", "a/z");
    write("a.inspire", "a");
    write(".hidden/c.inspire", "hidden");
    write("notes.txt", "no");
    write("inspire", "no");
    write("x.inspire.bak", "no");
    Files.createDirectories(directory.resolve("directory.inspire"));

    assertThat(read().texts())
        .containsExactly(
            new SourceText("src/main/inspire/.hidden/c.inspire", "hidden"),
            new SourceText("src/main/inspire/a.inspire", "a"),
            new SourceText("src/main/inspire/a/z.inspire", "a/z"),
            new SourceText("src/main/inspire/b.inspire", "b"));
  }

  @Test
  void aDirectoryThatDoesNotExistHasNoFiles() {
    assertThat(SchemaDirectory.read(root.resolve("nothing"), root))
        .isEqualTo(new SchemaFiles(java.util.List.of(), java.util.List.of()));
  }

  @Test
  void aDirectoryOutsideTheRootIsNamedFromThere() throws IOException {
    write("a.inspire", "a");

    assertThat(SchemaDirectory.read(directory, root.resolve("other")).texts())
        .containsExactly(new SourceText("../src/main/inspire/a.inspire", "a"));
  }

  @Test
  void byteOrderMarkAndLineEndsAreNormalized() throws IOException {
    write("a.inspire", "\uFEFFentity A {\r\n}\r\n");

    assertThat(read().texts())
        .containsExactly(new SourceText("src/main/inspire/a.inspire", "entity A {\n}\n"));
  }

  @Test
  void aFileThatIsNotUtf8IsAnErrorAndTheOthersAreRead() throws IOException {
    write("good.inspire", "// é 😀");
    Files.write(
        directory.resolve("bad.inspire"),
        "\uFEFF// caf\u00e9\r\nentity Caf".getBytes(StandardCharsets.UTF_8));
    Files.write(
        directory.resolve("bad.inspire"),
        new byte[] {(byte) 0xE9, ' ', '{', '}'},
        java.nio.file.StandardOpenOption.APPEND);

    SchemaFiles sources = read();

    assertThat(sources.texts())
        .containsExactly(new SourceText("src/main/inspire/good.inspire", "// é 😀"));
    assertThat(sources.diagnostics()).hasSize(1);
    Diagnostic problem = sources.diagnostics().get(0);
    assertThat(problem.code()).isEqualTo(DiagnosticCode.ENCODING);
    assertThat(problem.isError()).isTrue();
    assertThat(problem.span().place()).isEqualTo("src/main/inspire/bad.inspire:2:11");
    assertThat(problem.message()).isEqualTo("the file is not UTF-8: it holds the byte 0xE9 here");
    assertThat(problem.hint()).contains("save the file as UTF-8");
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsNotUtf8() throws IOException {
    Files.write(directory.resolve("a.inspire"), new byte[] {'a', '\n', (byte) 0xC3});

    assertThat(read().diagnostics())
        .extracting(problem -> problem.span().place())
        .containsExactly("src/main/inspire/a.inspire:2:1");
  }

  @Test
  void anEmptyFileIsAnEmptyText() throws IOException {
    write("a.inspire", "");

    assertThat(read().texts()).containsExactly(new SourceText("src/main/inspire/a.inspire", ""));
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("shared"));
    Files.writeString(elsewhere.resolve("a.inspire"), "a");
    Files.createSymbolicLink(directory.resolve("linked"), elsewhere);

    assertThat(read().texts())
        .containsExactly(new SourceText("src/main/inspire/linked/a.inspire", "a"));
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path inner = Files.createDirectories(directory.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("back"), directory);

    assertThatThrownBy(this::read)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "src/main/inspire/inner/back is a symbolic link to a directory that it is in: delete"
                + " it");
  }

  @Test
  void aBrokenLinkIsRefused() throws IOException {
    Files.createSymbolicLink(directory.resolve("a.inspire"), root.resolve("nothing"));

    assertThatThrownBy(this::read)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "src/main/inspire/a.inspire is a broken symbolic link: correct it or delete it");
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> SchemaDirectory.read(file, root))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "file is not a directory, but the schema is read from a directory; move it"
                + " away, or set schemaDirectory");
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    write("a.inspire", "a");
    forbid(directory.resolve("a.inspire"));

    assertThatThrownBy(this::read)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "src/main/inspire/a.inspire cannot be read: this user lacks the permission; correct"
                + " its permissions");
  }

  @Test
  void aDirectoryThatCannotBeReadIsRefused() throws IOException {
    Path inner = Files.createDirectories(directory.resolve("inner"));
    forbid(inner);
    try {
      assertThatThrownBy(this::read)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              "src/main/inspire/inner cannot be read: this user lacks the permission; correct"
                  + " its permissions");
    } finally {
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The root user can read all files, so the test is skipped for this user. */
  private static void forbid(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(path), "this user may read everything");
  }

  private SchemaFiles read() {
    return SchemaDirectory.read(directory, root);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
