package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RebaseRequest;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts the migrations of one branch after those of another, when a merge has brought both into one
 * directory. The migrations that the upstream branch of the Git repository does not hold get new
 * numbers and new snapshots. If the two branches contradict each other, their plans get {@code
 * [RESOLVE]} markers. Needs no database.
 */
@Mojo(name = "rebase", threadSafe = true)
public final class RebaseMojo extends AbstractKizakiMojo {
  /**
   * The directory name of one migration of the branch whose migrations get new numbers. Set it if
   * the upstream branch does not decide that. Default: none, which means that the migrations that
   * the upstream branch does not hold get new numbers. Example: {@code
   * -Dkizaki.rebase=0008_add_labels}.
   */
  @Parameter(property = "kizaki.rebase")
  private String rebase;

  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.rebase(new RebaseRequest(project, Optional.ofNullable(rebase)));
  }
}
