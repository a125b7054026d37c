package dev.kizaki.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Git in a directory, without any user's configuration. */
public final class GitProject {
  private final Path root;

  public GitProject(Path root) {
    this.root = root;
  }

  /** Initialises a repository with a remote {@code origin}; {@link #publish} sets its branches. */
  public GitProject init() {
    run("init", "--quiet", "--initial-branch=main");
    run("config", "remote.origin.url", "nowhere");
    run("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
    return this;
  }

  public void commit(String message) {
    run("add", "--all");
    run("commit", "--quiet", "--message", message);
  }

  /** Sets the remote branch to a local one, as a push or fetch does. */
  public void publish(String branch, String as) {
    run("update-ref", "refs/remotes/origin/" + as, branch);
  }

  public void run(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=ann", "-c", "user.email=ann@example.org"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
