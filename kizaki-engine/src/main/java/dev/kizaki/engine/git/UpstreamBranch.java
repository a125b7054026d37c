package dev.kizaki.engine.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A branch of a remote repository, as the last fetch or push recorded it. In a repository without a
 * remote, the local default branch counts as one.
 *
 * @param name the short name, such as {@code origin/main}
 * @param isDefault whether it is the default branch, which all other branches start from
 * @param migrations the names of the directories that it contains in the project's migrations
 *     directory
 */
public record UpstreamBranch(String name, boolean isDefault, Set<String> migrations) {
  public UpstreamBranch {
    Objects.requireNonNull(name, "name");
    migrations = Set.copyOf(migrations);
  }

  /**
   * The branch that the checked-out one tracks, followed by the default branch of the remote if
   * that is another. In a repository without a remote, the local default branch takes its place
   * unless it is checked out. Empty if there is no repository or no such branch.
   *
   * @param projectRoot a directory in the work tree
   * @param migrationsDirectory a directory that need not exist
   * @param warning receives the message if the repository cannot be read
   */
  public static List<UpstreamBranch> allOf(
      Path projectRoot, Path migrationsDirectory, Consumer<String> warning) {
    return GitRepository.upstreamBranches(
        projectRoot.toAbsolutePath().normalize(),
        migrationsDirectory.toAbsolutePath().normalize(),
        Optional.empty(),
        warning);
  }

  /**
   * Like {@link #allOf(Path, Path, Consumer)}, but only with the directories that contain a file
   * with this name.
   */
  public static List<UpstreamBranch> allOf(
      Path projectRoot, Path migrationsDirectory, String file, Consumer<String> warning) {
    return GitRepository.upstreamBranches(
        projectRoot.toAbsolutePath().normalize(),
        migrationsDirectory.toAbsolutePath().normalize(),
        Optional.of(file),
        warning);
  }

  public boolean holds(String migration) {
    return migrations.contains(migration);
  }
}
