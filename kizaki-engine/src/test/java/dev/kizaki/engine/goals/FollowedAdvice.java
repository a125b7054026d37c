package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@link RefusalAdviceTest}: a project of three migrations, what is wrong with it, the
 * action that is refused, and the advice with the steps that it names.
 *
 * @param reason why the advice cannot be followed in a test; absent if it is followed
 * @param advice a part of the message, to the letter
 */
record FollowedAdvice(
    RefusalCode code,
    Optional<String> reason,
    Step cause,
    Step refused,
    String advice,
    Step followed) {
  /** Changes a project, or runs a goal in it. */
  @FunctionalInterface
  interface Step {
    void in(BranchedProject project) throws Exception;
  }

  private static final Pattern OTHER_TEST = Pattern.compile("followed by ([\\w-]+)");

  private static final Step NOTHING = project -> {};

  static FollowedAdvice row(RefusalCode code) {
    return new FollowedAdvice(code, Optional.empty(), NOTHING, NOTHING, "", NOTHING);
  }

  /**
   * A code whose advice leads out of the tool, or cannot be followed in this test.
   *
   * @param reason if another test follows the advice, it ends with {@code followed by} and its name
   */
  static FollowedAdvice outside(RefusalCode code, String reason) {
    return new FollowedAdvice(code, Optional.of(reason), NOTHING, NOTHING, "", NOTHING);
  }

  FollowedAdvice causedBy(Step step) {
    return new FollowedAdvice(code, reason, step, refused, advice, followed);
  }

  FollowedAdvice refusedBy(Goal goal) {
    return refusedBy(project -> project.run(goal));
  }

  FollowedAdvice refusedBy(Step step) {
    return new FollowedAdvice(code, reason, cause, step, advice, followed);
  }

  FollowedAdvice says(String text) {
    return new FollowedAdvice(code, reason, cause, refused, text, followed);
  }

  FollowedAdvice followedBy(Step step) {
    return new FollowedAdvice(code, reason, cause, refused, advice, step);
  }

  boolean isFollowed() {
    return reason.isEmpty();
  }

  /** The test that follows the advice in place of this one, if the reason names one. */
  Optional<String> otherTest() {
    return reason.map(OTHER_TEST::matcher).filter(Matcher::find).map(each -> each.group(1));
  }

  String name() {
    return code.text() + " " + code;
  }

  void check(Path directory) throws Exception {
    BranchedProject project = BranchedProject.ofThree(Files.createTempDirectory(directory, "row"));
    project.run(Goal.DRY_RUN);
    cause.in(project);
    Map<String, String> files = project.files();
    Throwable refusal = catchThrowable(() -> refused.in(project));
    assertThat(refusal).as("refused").isNotNull();
    assertThat(codeOf(refusal)).as(refusal.getMessage()).contains(code);
    assertThat(refusal).hasMessageContaining(advice);
    assertThat(project.files()).as("files after the refusal").isEqualTo(files);
    followed.in(project);
    project.run(Goal.DRY_RUN);
    assertThat(project.rebase("")).isEqualTo("Nothing to rebase.\n");
  }

  private static Optional<RefusalCode> codeOf(Throwable thrown) {
    return thrown instanceof EnvironmentFailure failure
        ? Optional.of(failure.code())
        : thrown instanceof Refusal refusal ? refusal.code() : Optional.empty();
  }
}
