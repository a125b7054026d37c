package dev.kizaki.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which events count as a change of a file. */
final class WatchedFilesTest {
  @TempDir Path root;
  private Path schema;
  private WatchedFiles files;

  @BeforeEach
  void watch() throws IOException {
    schema = Files.createDirectory(root.resolve("schema"));
    files =
        new WatchedFiles(
            List.of(
                new WatchedFiles.Directory(
                    schema,
                    folder -> !folder.endsWith(".hidden"),
                    file -> file.toString().endsWith(".inspire"))));
  }

  @Test
  void directoryDoesNotExist() throws IOException {
    Files.delete(schema);
    assertThat(files.poll()).isEmpty();
  }

  @Test
  void onlyWhatCounts() throws IOException {
    Path task = write("task.inspire", "a");
    write("task.inspire.swp", "a");
    Files.createDirectories(schema.resolve(".hidden"));
    write(".hidden/other.inspire", "a");
    Files.createDirectories(schema.resolve("deep/deeper"));
    Path deep = write("deep/deeper/more.inspire", "b");

    assertThat(files.poll()).containsOnlyKeys(task, deep);
  }

  @Test
  void savedWithAnotherContent() throws IOException {
    Path task = write("task.inspire", "a");
    Map<Path, String> before = files.poll();
    write("task.inspire", "b");
    assertThat(files.poll().get(task)).isNotEqualTo(before.get(task));
  }

  /** With a resolution of two seconds, both writes have the same time. */
  @Test
  void savedTwiceInOneTickWithOneSize() throws IOException {
    Path task = write("task.inspire", "a");
    FileTime tick = FileTime.from(Instant.now().minusMillis(500));
    Files.setLastModifiedTime(task, tick);
    Map<Path, String> before = files.poll();
    write("task.inspire", "b");
    Files.setLastModifiedTime(task, tick);
    assertThat(files.poll()).isNotEqualTo(before);
  }

  @Test
  void replacedByAFileOfOneSizeAndOneTime() throws IOException {
    Path task = write("task.inspire", "a");
    FileTime old = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(task, old);
    Map<Path, String> before = files.poll();
    Path other = write("other.tmp", "b");
    Files.setLastModifiedTime(other, old);
    Files.move(other, task, StandardCopyOption.ATOMIC_MOVE);
    assertThat(files.poll()).isNotEqualTo(before);
  }

  @Test
  void savedUnchanged() throws IOException {
    Path task = write("task.inspire", "a");
    Map<Path, String> before = files.poll();
    Files.setLastModifiedTime(task, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(files.poll()).isEqualTo(before);
    write("task.inspire", "a");
    assertThat(files.poll()).isEqualTo(before);
  }

  @Test
  void lineEndsAreContent() throws IOException {
    write("task.inspire", "entity Task {\n}\n");
    Map<Path, String> before = files.poll();
    write("task.inspire", "entity Task {\r\n}\r\n");
    assertThat(files.poll()).isNotEqualTo(before);
  }

  @Test
  void deletedMovedAndCreatedAgain() throws IOException {
    Path task = write("task.inspire", "a");
    Map<Path, String> before = files.poll();
    Files.delete(task);
    assertThat(files.poll()).isEmpty();
    Files.delete(schema);
    assertThat(files.poll()).isEmpty();
    Files.createDirectory(schema);
    write("task.inspire", "a");
    assertThat(files.poll()).isEqualTo(before);
    Files.move(task, schema.resolve("todo.inspire"));
    assertThat(files.poll()).containsOnlyKeys(schema.resolve("todo.inspire"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(schema.resolve(name), text);
  }
}
