package dev.kizaki.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path root;

  @Test
  void theFileIsAllThatIsThereAfterwards() throws IOException {
    Path file = root.resolve("a/b/file");
    AtomicFile.write(file, "one\n");
    AtomicFile.write(file, "two\n");
    assertThat(file).hasContent("two\n");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Path inTheWay = Files.createDirectories(root.resolve("file/full")).getParent();
    assertThatIOException().isThrownBy(() -> AtomicFile.write(inTheWay, "text"));
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(inTheWay);
    }
  }
}
