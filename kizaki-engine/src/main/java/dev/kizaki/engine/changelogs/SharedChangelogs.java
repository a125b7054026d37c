package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The changelogs that are on an upstream branch. Another user may have run them by Liquibase, which
 * stores the checksum of each executed change set, so changing them can break later runs.
 */
public final class SharedChangelogs {
  private final MigrationsDirectory directory;
  private final Supplier<List<UpstreamBranch>> branches;

  private SharedChangelogs(MigrationsDirectory directory, Supplier<List<UpstreamBranch>> branches) {
    this.directory = directory;
    this.branches = branches;
  }

  /** Creates it without reading the repository, which happens at the first use. */
  public static SharedChangelogs of(MigrationsDirectory directory, Reporter reporter) {
    return new SharedChangelogs(
        directory,
        () ->
            UpstreamBranch.allOf(
                directory.projectRoot(),
                directory.path(),
                MigrationsDirectory.CHANGELOG,
                reporter::warn));
  }

  /** Whether an upstream branch contains a migration's changelog. */
  public boolean holds(String migration) {
    return branchWith(branches.get(), migration).isPresent();
  }

  /**
   * @throws Refusal when an upstream branch contains the changelog of one of these migrations
   */
  public void refuse(Collection<String> migrations) {
    if (migrations.isEmpty()) {
      return;
    }
    List<UpstreamBranch> all = branches.get();
    List<String> shared =
        migrations.stream().filter(each -> branchWith(all, each).isPresent()).sorted().toList();
    if (shared.isEmpty()) {
      return;
    }
    String files = String.join(", ", shared.stream().map(directory::shownChangelog).toList());
    String branch = branchWith(all, shared.get(0)).orElseThrow().name();
    String difference =
        shared.size() == 1
            ? "%s is on %s already and differs from the history".formatted(files, branch)
            : "%s are on %s already and differ from the history".formatted(files, branch);
    throw new Refusal(
        RefusalCode.CHANGELOG_SHARED,
        """
        %s: Liquibase may have run the files of that branch, so nothing was written.
        Restore edited files with `git checkout`, and check databaseSchema. If no database has run \
        them by Liquibase, write them again with -Dkizaki.overwrite.\
        """
            .formatted(difference));
  }

  private static Optional<UpstreamBranch> branchWith(
      List<UpstreamBranch> branches, String migration) {
    return branches.stream().filter(branch -> branch.holds(migration)).findFirst();
  }
}
