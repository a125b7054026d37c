package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Changelogs that others have: Liquibase may have run them, and remembers the checksum of each
 * change set that it ran.
 */
public final class SharedChangelogs {
  private final MigrationsDirectory directory;
  private final Supplier<List<UpstreamBranch>> branches;

  private SharedChangelogs(MigrationsDirectory directory, Supplier<List<UpstreamBranch>> branches) {
    this.directory = directory;
    this.branches = branches;
  }

  /** Asks the repository only once it is asked itself. */
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

  /** Whether the upstream branch holds a migration's changelog. */
  public boolean holds(String migration) {
    return holder(branches.get(), migration).isPresent();
  }

  /**
   * @throws Refusal when the upstream branch holds the changelog of any of these migrations
   */
  public void refuse(Collection<String> migrations) {
    if (migrations.isEmpty()) {
      return;
    }
    List<UpstreamBranch> all = branches.get();
    List<String> held =
        migrations.stream().filter(each -> holder(all, each).isPresent()).sorted().toList();
    if (held.isEmpty()) {
      return;
    }
    throw new Refusal(
        String.join(", ", held.stream().map(directory::shownChangelog).toList())
            + (held.size() == 1 ? " is" : " are")
            + " on "
            + holder(all, held.get(0)).orElseThrow().name()
            + " already and not as the history wants"
            + (held.size() == 1 ? " it" : " them")
            + ": Liquibase may have run what others have, so nothing was written.\nRestore what"
            + " was edited with `git checkout`, check databaseSchema; where no database has run"
            + " them by Liquibase, -Dkizaki.overwrite writes them anew.");
  }

  private static Optional<UpstreamBranch> holder(List<UpstreamBranch> branches, String migration) {
    return branches.stream().filter(branch -> branch.holds(migration)).findFirst();
  }
}
