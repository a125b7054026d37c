package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RebaseRequest;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts the migrations of one branch on top of another's, after a merge brought both into one
 * directory: the side that the upstream branch of the Git repository does not hold gets new numbers
 * and new snapshots, and where the two sides disagree its plans ask. Needs no database.
 */
@Mojo(name = "rebase", threadSafe = true)
public final class RebaseMojo extends AbstractKizakiMojo {
  /**
   * The directory of a migration of the side that is to go on top, where the upstream branch does
   * not tell. Default: none, and what the upstream branch does not hold goes on top. Example:
   * {@code -Dkizaki.rebase=0008_add_labels}.
   */
  @Parameter(property = "kizaki.rebase")
  private String rebase;

  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.rebase(new RebaseRequest(project, Optional.ofNullable(rebase)));
  }
}
