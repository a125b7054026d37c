package dev.kizaki.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.GitProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds the upstream branch and its migrations in real repositories. */
final class UpstreamBranchTest {
  @TempDir Path directory;
  private Path root;
  private GitProject git;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void repository() throws IOException {
    root = Files.createDirectory(directory.resolve("project"));
    git = new GitProject(root).init();
    write("migrations/0001_initial/plan.migration");
    git.commit("first");
  }

  private void write(String file) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), "text");
  }

  private Optional<UpstreamBranch> upstream(Path project) {
    return UpstreamBranch.allOf(project, project.resolve("migrations"), warnings::add).stream()
        .findFirst();
  }

  @Test
  void withoutRepositoryOrRemoteBranchThereIsNoUpstreamBranch() throws IOException {
    assertThat(upstream(Files.createDirectory(directory.resolve("plain")))).isEmpty();
    assertThat(upstream(root)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theDefaultBranchOfTheRemote() throws IOException {
    git.publish("main", "main");
    write("migrations/0002_mine/plan.migration");
    git.commit("second");
    assertThat(upstream(root))
        .contains(new UpstreamBranch("origin/main", true, Set.of("0001_initial")));
    git.publish("main", "trunk");
    git.run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    assertThat(upstream(root))
        .contains(new UpstreamBranch("origin/trunk", true, Set.of("0001_initial", "0002_mine")));
  }

  /** Git does not record which branch of a repository without a remote is the default one. */
  @Test
  void withoutARemoteTheDefaultBranchCountsForTheOthers() throws IOException {
    git.run("remote", "remove", "origin");
    assertThat(upstream(root)).isEmpty();
    git.run("checkout", "--quiet", "-b", "topic");
    write("migrations/0002_mine/plan.migration");
    git.commit("second");
    UpstreamBranch main = new UpstreamBranch("main", true, Set.of("0001_initial"));
    assertThat(upstream(root)).contains(main);
    git.run("checkout", "--quiet", "--detach");
    assertThat(upstream(root)).contains(main);

    git.run("branch", "trunk", "topic");
    git.run("config", "init.defaultBranch", "trunk");
    assertThat(upstream(root))
        .contains(new UpstreamBranch("trunk", true, Set.of("0001_initial", "0002_mine")));
    git.run("config", "init.defaultBranch", "gone");
    assertThat(upstream(root)).contains(main);
    git.run("branch", "--move", "main", "master");
    assertThat(upstream(root)).map(UpstreamBranch::name).contains("master");
    git.run("checkout", "--quiet", "master");
    assertThat(upstream(root)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theTrackedBranchComesFirst() {
    git.publish("main", "main");
    git.publish("main", "feature");
    git.run("config", "branch.main.remote", "origin");
    git.run("config", "branch.main.merge", "refs/heads/feature");
    assertThat(UpstreamBranch.allOf(root, root.resolve("migrations"), warnings::add))
        .extracting(UpstreamBranch::name)
        .containsExactly("origin/feature", "origin/main");
    git.run("checkout", "--quiet", "--detach");
    assertThat(upstream(root)).map(UpstreamBranch::name).contains("origin/main");
  }

  @Test
  void worktreesAndProjectsInSubdirectories() throws IOException {
    write("module/migrations/0001_other/plan.migration");
    git.commit("module");
    git.publish("main", "main");
    Path worktree = directory.resolve("worktree");
    git.run("worktree", "add", "--quiet", "-b", "topic", worktree.toString());
    for (Path each : List.of(root, worktree)) {
      assertThat(upstream(each.resolve("module")))
          .contains(new UpstreamBranch("origin/main", true, Set.of("0001_other")));
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aBrokenRepositoryIsAWarning() throws IOException {
    git.publish("main", "main");
    Files.writeString(root.resolve(".git/config"), "[remote \"origin\n");
    assertThat(upstream(root)).isEmpty();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "The Git repository cannot be read, so it is not known what the upstream branch"
                + " holds: ");
  }

  @Test
  void nothingIsWritten() {
    git.publish("main", "main");
    List<String> before = files(directory);
    assertThat(upstream(root)).isPresent();
    assertThat(files(directory)).isEqualTo(before);
  }

  private static List<String> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<String> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(file + " " + Files.getLastModifiedTime(file));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
