package dev.kizaki.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.GitProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file as the upstream branch has it, in real repositories. */
final class UpstreamFileTest {
  @TempDir Path directory;
  private Path root;
  private GitProject git;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void repository() throws IOException {
    root = Files.createDirectories(directory.resolve("repository/project"));
    git = new GitProject(root.getParent()).init();
    Files.writeString(root.resolve("statements.sql"), "select 1;\n");
    git.commit("first");
  }

  private Optional<String> read(String file) {
    return UpstreamFile.of(root, root.resolve(file), warnings::add)
        .map(each -> each.branch() + ": " + new String(each.content(), StandardCharsets.UTF_8));
  }

  @Test
  void theDefaultBranchHasTheFileAsItWas() throws IOException {
    git.publish("main", "main");
    Files.writeString(root.resolve("statements.sql"), "select 2;\n");
    assertThat(read("statements.sql")).contains("origin/main: select 1;\n");
    git.commit("second");
    assertThat(read("statements.sql")).contains("origin/main: select 1;\n");
    Files.delete(root.resolve("statements.sql"));
    assertThat(read("statements.sql")).contains("origin/main: select 1;\n");
    assertThat(warnings).isEmpty();
  }

  @Test
  void withoutABranchOrAFileThereIsNone() throws IOException {
    assertThat(read("statements.sql")).isEmpty();
    git.publish("main", "main");
    assertThat(read("other.sql")).isEmpty();
    assertThat(read("../../outside.sql")).isEmpty();
    assertThat(read("../project")).isEmpty();
    Path plain = Files.createDirectory(directory.resolve("plain"));
    assertThat(UpstreamFile.of(plain, plain.resolve("statements.sql"), warnings::add)).isEmpty();
    assertThat(warnings).isEmpty();
  }
}
