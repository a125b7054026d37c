package dev.kizaki.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of a history on the class path, and its files. */
final class PackedHistoryTest {
  private static final PackedHistory.Entry INITIAL =
      new PackedHistory.Entry("0001_initial", "a".repeat(64));
  private static final String INDEX = PackedHistory.index("migrations", List.of(INITIAL));

  @TempDir private Path directory;

  private Path folder(String name, String index) throws IOException {
    Path folder = directory.resolve(name);
    Path file = folder.resolve("META-INF/kizaki/history");
    Files.createDirectories(file.getParent().resolve("migrations/0001_initial"));
    Files.writeString(file, index);
    Files.writeString(file.resolveSibling("migrations/0001_initial/plan.migration"), "plan");
    return folder;
  }

  private static ClassLoader loader(Path... folders) {
    return new URLClassLoader(
        Stream.of(folders).map(PackedHistoryTest::url).toArray(URL[]::new), null);
  }

  private static URL url(Path folder) {
    try {
      return folder.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theIndexAndTheFilesAreFound() throws IOException {
    PackedHistory history =
        PackedHistory.onClassPath(loader(folder("with blank é", INDEX), directory));
    assertThat(history.directory()).isEqualTo("migrations");
    assertThat(history.entries()).containsExactly(INITIAL);
    assertThat(history.file("0001_initial/plan.migration").map(PackedHistoryTest::text))
        .contains("plan");
    assertThat(history.file("0001_initial/changelog.xml")).isEmpty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void noHistory() {
    assertFails(
        () -> PackedHistory.onClassPath(loader(directory)),
        """
        The class path contains no history of kizaki (META-INF/kizaki/history). Build it again \
        with `mvn kizaki:bundle`.\
        """);
  }

  @Test
  void severalHistories() throws IOException {
    ClassLoader loader = loader(folder("one", INDEX), folder("two", INDEX));
    assertThatThrownBy(() -> PackedHistory.onClassPath(loader))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith("The class path contains several histories of kizaki: [file:")
        .hasMessageEndingWith("]. Leave one of them out.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kizaki history 1\nmigrations\n", "kizaki history 2\nm\n0001_x d\n"})
  void anIndexOfAnotherForm(String index) {
    assertFails(
        () -> PackedHistory.of(index, path -> Optional.empty()),
        """
        The index of the packed history is damaged, or another release of kizaki wrote it. Build \
        it again with `mvn kizaki:bundle`.\
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001_initial", "0001_initial a b", ""})
  void aDamagedLine(String line) {
    assertFails(
        () -> PackedHistory.of(INDEX + line + "\n", path -> Optional.empty()),
        "The index of the packed history is damaged. Build it again with `mvn kizaki:bundle`.");
  }

  private static void assertFails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String message) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            EnvironmentFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(RefusalCode.PACKED_HISTORY))
        .hasMessage(message);
  }
}
