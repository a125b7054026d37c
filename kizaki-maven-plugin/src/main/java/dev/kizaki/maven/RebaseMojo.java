package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RebaseRequest;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts the migrations of one branch after those of another, when a merge has brought both into one
 * directory. The migrations that the upstream branch of the Git repository does not hold get new
 * numbers and new snapshots. If the two branches contradict each other, their plans get {@code
 * [RESOLVE]} markers. If you run the goal at a console, it asks about these contradictions, unless
 * Maven runs with {@code -B} or {@code -T}. Run it again after you have answered in a plan: it
 * computes the snapshots again and removes a migration of which nothing is left. Needs no database.
 */
@Mojo(name = "rebase", threadSafe = true)
public final class RebaseMojo extends AbstractKizakiMojo {
  /**
   * The directory name of one migration of the branch whose migrations get new numbers. Set it if
   * the upstream branch does not decide that. If no branches have to be put in order, it names the
   * first migration whose snapshot is computed again. Default: none, which means that the
   * migrations that the upstream branch does not hold get new numbers. Example: {@code
   * -Dkizaki.rebase=0008_add_labels}.
   */
  @Parameter(property = "kizaki.rebase")
  private String rebase;

  /**
   * Answers to the questions of the rebase, separated by {@code ;} or line ends: a statement of the
   * choice that you mean, or its beginning, with {@code not} before it for the other choice; or a
   * value, as for {@code plan}. Default: none. A question without an answer stays in the plan as a
   * {@code [RESOLVE]} marker. Example: {@code -Dkizaki.resolve="not change Task.points; drop entity
   * Note"}.
   */
  @Parameter(property = "kizaki.resolve")
  private String resolve;

  /**
   * A file with answers in the form of {@code resolve}, for scripts. Default: none. Example: {@code
   * -Dkizaki.resolveFile=answers.txt}.
   */
  @Parameter(property = "kizaki.resolveFile")
  private File resolveFile;

  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.rebase(
        new RebaseRequest(
            project,
            Optional.ofNullable(rebase),
            Optional.ofNullable(resolve),
            Optional.ofNullable(resolveFile).map(File::toPath),
            prompter()));
  }
}
