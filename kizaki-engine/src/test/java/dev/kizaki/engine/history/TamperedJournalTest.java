package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals that kizaki did not write, whose paths point out of the directory, or whose files cannot
 * be read to an end. They are not followed, and nothing outside the directory changes.
 */
@FullRun
class TamperedJournalTest {
  @TempDir Path temporary;

  private SampleHistory history;
  private Path outside;
  private Map<String, String> before;

  @BeforeEach
  void files() throws IOException {
    history = SampleHistory.ofThree(temporary.resolve("project"));
    SampleHistory other = SampleHistory.ofThree(temporary.resolve("outside"));
    outside = other.migrations();
    before = other.tree();
  }

  private Path made(String file, String content) throws IOException {
    Path path = history.file(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private void assertLeftAlone(String journal) {
    Map<String, String> tree = history.tree();
    assertThatExceptionOfType(EnvironmentFailure.class)
        .isThrownBy(() -> history.directory().list())
        .withMessage(
            "cannot complete the change that an earlier run began in migrations: "
                + journal
                + " was not written by kizaki; move it out of the directory.\n"
                + "Correct that; the next run then completes the change.");
    assertThat(history.tree()).isEqualTo(tree);
    assertThat(new SampleHistory(outside.getParent()).tree()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../outside/migrations/0003_third\n0003_third\n",
        "0003_third\n../../outside/migrations/0009_third\n",
        "../../outside/migrations\n-\n",
        "0003_third/../0002_second\n-\n"
      })
  void aNameThatLeadsElsewhere(String names) throws IOException {
    made(".kizaki-rearranging/collecting", names);
    Files.createDirectories(history.file(".kizaki-rearranging/directories"));
    Files.createDirectories(history.file(".kizaki-rearranging/files"));
    assertLeftAlone(".kizaki-rearranging");
  }

  @Test
  void foldersThatAreLinks() throws IOException {
    made(".kizaki-rearranging/collecting", "0003_third\n0004_third\n");
    Files.createDirectories(history.file(".kizaki-rearranging/files"));
    Files.createSymbolicLink(history.file(".kizaki-rearranging/directories"), outside);
    assertLeftAlone(".kizaki-rearranging");
  }

  @Test
  void newFilesThatAreElsewhere() throws IOException {
    made(".kizaki-rearranging/placing", "0003_third\n0003_third\n");
    Files.createDirectories(history.file(".kizaki-rearranging/directories"));
    Files.createDirectories(history.file(".kizaki-rearranging/files"));
    Files.createSymbolicLink(
        history.file(".kizaki-rearranging/files/0003_third"), outside.resolve("0003_third"));
    assertLeftAlone(".kizaki-rearranging");
  }

  @Test
  void linksInPlaceOfFiles() throws IOException {
    made(".kizaki-pending/names", "0003_third\n0003_third\n");
    Files.createSymbolicLink(
        history.file(".kizaki-pending/plan.migration"),
        outside.resolve("0003_third/plan.migration"));
    assertLeftAlone(".kizaki-pending");
  }

  @Test
  void aListThatIsAPipe() throws Exception {
    Files.createDirectory(history.file(".kizaki-pending"));
    Process made =
        new ProcessBuilder("mkfifo", history.file(".kizaki-pending/names").toString()).start();
    assertThat(made.waitFor()).isZero();
    assertLeftAlone(".kizaki-pending");
  }

  /** A link with the name of a journal is not followed; the next writer deletes it. */
  @Test
  void journalsThatAreLinks() throws IOException {
    List<String> names = List.of(".kizaki-pending", ".kizaki-rearranging", ".kizaki-left");
    for (String name : names) {
      Files.createSymbolicLink(history.file(name), outside.resolve("0003_third"));
    }
    Files.createSymbolicLink(history.file(".kizaki-dangling"), outside.resolve("nothing"));
    assertThat(history.directory().list()).hasSize(3);
    history
        .directory()
        .write("0004_x", "plan", SampleHistory.snapshotText("0004_x", Optional.empty()));
    assertThat(history.file(".kizaki-left")).doesNotExist();
    assertThat(Files.isSymbolicLink(history.file(".kizaki-dangling"))).isFalse();
    assertThat(new SampleHistory(outside.getParent()).tree()).isEqualTo(before);
  }
}
