package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Turns the engine's exceptions into Maven's exceptions.
 *
 * <p>The engine's exception becomes a suppressed exception, not the cause. Maven appends the
 * messages of all causes to the line it prints, which would repeat the reason in a library's words,
 * or print a secret that a library quotes. With {@code -e}, Maven prints suppressed exceptions with
 * their stack traces.
 */
final class MojoErrors {
  private MojoErrors() {}

  /**
   * Always throws.
   *
   * @param goal the goal's name, such as {@code plan}
   * @throws MojoFailureException for a refusal
   * @throws MojoExecutionException for everything else
   */
  static void rethrow(RuntimeException thrown, String goal)
      throws MojoFailureException, MojoExecutionException {
    if (thrown instanceof Refusal refusal) {
      MojoFailureException failure = new MojoFailureException(printed(refusal.messageWithCode()));
      failure.addSuppressed(thrown);
      throw failure;
    }
    String message =
        thrown instanceof EnvironmentFailure environment
            ? printed(environment.messageWithCode())
            : "internal error in kizaki:%s (%s); please report it with the output of the same command with -e."
                .formatted(goal, thrown.getClass().getName());
    MojoExecutionException failure = new MojoExecutionException(message);
    failure.addSuppressed(thrown);
    throw failure;
  }

  /**
   * A message of several lines begins on a new line, not after Maven's "Failed to execute goal …".
   * Editors find a file name only at the beginning of a line, and columns stay aligned.
   */
  private static String printed(String message) {
    return message.contains("\n") ? "\n" + message : message;
  }
}
