package dev.kizaki.engine.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A branch that others have, as the last fetch or push saw it.
 *
 * @param name as a person writes it, such as {@code origin/main}
 * @param isDefault whether it is the remote's default branch, which everybody builds on
 * @param migrations the names of the directories that its tree holds where the project has its
 *     migrations
 */
public record UpstreamBranch(String name, boolean isDefault, Set<String> migrations) {
  public UpstreamBranch {
    Objects.requireNonNull(name, "name");
    migrations = Set.copyOf(migrations);
  }

  /**
   * The branch that the checked-out one tracks, else the default branch of the remote. Absent where
   * there is no repository, no remote or no commit of it.
   *
   * @param projectRoot a directory in the work tree
   * @param migrationsDirectory need not exist
   * @param warning hears of a repository that cannot be read
   */
  public static Optional<UpstreamBranch> of(
      Path projectRoot, Path migrationsDirectory, Consumer<String> warning) {
    return allOf(projectRoot, migrationsDirectory, warning).stream().findFirst();
  }

  /** {@link #of}, and behind it the default branch of the remote where that is another one. */
  public static List<UpstreamBranch> allOf(
      Path projectRoot, Path migrationsDirectory, Consumer<String> warning) {
    return GitRepository.upstreamBranches(
        projectRoot.toAbsolutePath().normalize(),
        migrationsDirectory.toAbsolutePath().normalize(),
        Optional.empty(),
        warning);
  }

  /**
   * As {@link #allOf(Path, Path, Consumer)}, but of the directories only those that hold a file of
   * this name.
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
