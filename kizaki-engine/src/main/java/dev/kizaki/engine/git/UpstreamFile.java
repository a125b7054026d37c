package dev.kizaki.engine.git;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file as the upstream branch has it.
 *
 * @param branch the short name of the branch, such as {@code origin/main}
 * @param content as it is stored
 */
public record UpstreamFile(String branch, byte[] content) {
  public UpstreamFile {
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(content, "content");
  }

  /**
   * The file on the default branch of the remote, or else on the branch that the checked-out one
   * tracks. In a repository without a remote, the local default branch counts, unless it is checked
   * out. Empty if there is no repository, no such branch, or no such file on it.
   *
   * @param projectRoot a directory in the work tree
   * @param file need not exist
   * @param warning receives the message if the repository cannot be read
   */
  public static Optional<UpstreamFile> of(Path projectRoot, Path file, Consumer<String> warning) {
    return GitRepository.upstreamFile(
        projectRoot.toAbsolutePath().normalize(), file.toAbsolutePath().normalize(), warning);
  }
}
