package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Turns what the engine throws into what Maven expects.
 *
 * <p>The engine's exception becomes a suppressed one, not the cause: Maven appends the messages of
 * all causes to the one line it prints, which would repeat a reason in a library's words, or show
 * what a library quotes. Under {@code -e} Maven prints suppressed exceptions with their stack.
 */
final class MojoErrors {
  private MojoErrors() {}

  /**
   * @param goal the goal's name, such as {@code plan}
   * @throws MojoFailureException for a refusal
   * @throws MojoExecutionException for everything else
   */
  static void rethrow(RuntimeException thrown, String goal)
      throws MojoFailureException, MojoExecutionException {
    if (thrown instanceof Refusal) {
      MojoFailureException failure = new MojoFailureException(printed(thrown.getMessage()));
      failure.addSuppressed(thrown);
      throw failure;
    }
    String message =
        thrown instanceof EnvironmentFailure
            ? printed(thrown.getMessage())
            : "internal error in kizaki:%s (%s). Please report it, with the output of the same command with -e."
                .formatted(goal, thrown.getClass().getName());
    MojoExecutionException failure = new MojoExecutionException(message);
    failure.addSuppressed(thrown);
    throw failure;
  }

  /**
   * Several lines start on a line of their own, not behind Maven's "Failed to execute goal …": so
   * that a place in a file stands where editors look for it, and columns stay below each other.
   */
  private static String printed(String message) {
    return message.contains("\n") ? "\n" + message : message;
  }
}
