package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * Turns the engine's exceptions into Maven's exceptions.
 *
 * <p>The engine's exception becomes a suppressed exception, not the cause. Maven appends the
 * messages of all causes to the line it prints, which would repeat the reason in a library's words,
 * or print a secret that a library quotes. With {@code -e}, Maven 3.9 and newer print suppressed
 * exceptions with their stack traces. Maven 3.8 does not, so that the stack trace of an internal
 * error, which a report needs, is logged, and not repeated as a suppressed exception.
 */
final class MojoErrors {
  private MojoErrors() {}

  /**
   * Always throws.
   *
   * @param goal the goal's name, such as {@code plan}
   * @param showErrors whether Maven runs with {@code -e} or {@code -X}
   * @param log receives the stack trace of an internal error
   * @throws MojoFailureException for a refusal
   * @throws MojoExecutionException for everything else
   */
  static void rethrow(RuntimeException thrown, String goal, boolean showErrors, Log log)
      throws MojoFailureException, MojoExecutionException {
    if (thrown instanceof Refusal refusal) {
      MojoFailureException failure = new MojoFailureException(printed(refusal.messageWithCode()));
      failure.addSuppressed(thrown);
      throw failure;
    }
    if (thrown instanceof EnvironmentFailure environment) {
      MojoExecutionException failure =
          new MojoExecutionException(printed(environment.messageWithCode()));
      failure.addSuppressed(thrown);
      throw failure;
    }
    if (showErrors) {
      log.error("internal error in kizaki:" + goal, thrown);
    }
    throw new MojoExecutionException(
        "internal error in kizaki:%s (%s); please report it with the output of the same command with -e."
            .formatted(goal, thrown.getClass().getName()));
  }

  /**
   * A message of several lines begins on a new line, not after Maven's "Failed to execute goal …".
   * Editors find a file name only at the beginning of a line, and columns stay aligned.
   */
  private static String printed(String message) {
    return message.contains("\n") ? "\n" + message : message;
  }
}
