package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class MojoErrorsTest {
  private static final Exception INNER = new IllegalStateException("a library's own words");

  private final List<Throwable> logged = new ArrayList<>();

  @Test
  void refusalFailsTheBuildWithItsMessageAlone() {
    Refusal refusal =
        new Refusal(RefusalCode.QUESTIONS_OPEN, "Task.points needs a value; edit the plan.", INNER);
    Throwable thrown = rethrown(refusal);

    assertThat(thrown).isExactlyInstanceOf(MojoFailureException.class);
    assertThat(printed(thrown)).isEqualTo("Task.points needs a value; edit the plan. [KIZ305]");
    assertThat(thrown.getSuppressed()).containsExactly(refusal);
  }

  @Test
  void severalLinesStartOnALineOfTheirOwn() {
    String lines = "task.inspire:1:1: error\n  hint: look there";

    assertThat(rethrown(Refusal.ofDiagnostics(lines))).hasMessage("\n" + lines);
    assertThat(rethrown(new Refusal(RefusalCode.NUMBER_TWICE, lines)))
        .hasMessage("\n" + lines.replaceFirst("\n", " [KIZ203]\n"));
    assertThat(rethrown(new Refusal(RefusalCode.NUMBER_TWICE, "One line.")))
        .hasMessage("One line. [KIZ203]");
    assertThat(rethrown(new EnvironmentFailure(RefusalCode.SERVER_SILENT, lines)))
        .hasMessage("\n" + lines.replaceFirst("\n", " [KIZ413]\n"));
  }

  @Test
  void eachOfSeveralRefusalsKeepsItsCode() {
    Refusal one = new Refusal(RefusalCode.SCHEMA_MISSING, "No schema.\nRestore it.");
    Refusal errors = Refusal.ofDiagnostics("a.inspire:1:1: error INS001: expected '}'");

    assertThat(Refusal.ofAll(List.of(one))).isSameAs(one);
    assertThat(rethrown(Refusal.ofAll(List.of(errors, one))))
        .hasMessage(
            "\na.inspire:1:1: error INS001: expected '}'\n\nNo schema. [KIZ116]\nRestore it.");
  }

  @Test
  void environmentFailureBreaksTheBuildWithItsMessageAlone() {
    EnvironmentFailure failure =
        new EnvironmentFailure(RefusalCode.SERVER_SILENT, "localhost:5432 does not answer.", INNER);
    Throwable thrown = rethrown(failure);

    assertThat(thrown).isExactlyInstanceOf(MojoExecutionException.class);
    assertThat(printed(thrown)).isEqualTo("localhost:5432 does not answer. [KIZ413]");
    assertThat(thrown.getSuppressed()).containsExactly(failure);
  }

  @Test
  void anythingElseAsksForAReport() {
    RuntimeException fault = new IllegalStateException("holds who knows what");
    Throwable thrown = rethrown(fault);

    assertThat(thrown).isExactlyInstanceOf(MojoExecutionException.class);
    assertThat(printed(thrown))
        .isEqualTo(
            "internal error in kizaki:plan (java.lang.IllegalStateException); please report it with"
                + " the output of the same command with -e.");
    assertThat(logged).isEmpty();
  }

  /** Maven 3.8 prints no suppressed exceptions, so the stack trace is logged; and only once. */
  @Test
  void theStackTraceOfAnInternalErrorIsLoggedIfMavenShowsErrors() {
    RuntimeException fault = new IllegalStateException("the reason", INNER);
    Throwable thrown = rethrown(fault, true);

    assertThat(logged).containsExactly(fault);
    assertThat(thrown).hasNoSuppressedExceptions().hasNoCause();
    rethrown(new Refusal(RefusalCode.QUESTIONS_OPEN, "Task.points needs a value."), true);
    rethrown(
        new EnvironmentFailure(RefusalCode.SERVER_SILENT, "localhost:5432 does not answer."), true);
    assertThat(logged).hasSize(1);
  }

  private Throwable rethrown(RuntimeException thrown) {
    return rethrown(thrown, false);
  }

  private Throwable rethrown(RuntimeException thrown, boolean showErrors) {
    Log log =
        new SystemStreamLog() {
          @Override
          public void error(CharSequence message, Throwable error) {
            logged.add(error);
          }
        };
    return catchThrowable(() -> MojoErrors.rethrow(thrown, "plan", showErrors, log));
  }

  /** The line that Maven prints for an exception. */
  private static String printed(Throwable thrown) {
    return new DefaultExceptionHandler().handleException(thrown).getMessage();
  }
}
