package dev.kizaki.engine.faults;

import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The outcome that a run has reported.
 *
 * @param done the migrations that it applied, if it succeeded
 * @param failure the exception, if it failed
 */
record Claim(Optional<List<String>> done, Optional<RuntimeException> failure) {
  /** The messages of a run that failed before it changed anything. */
  private static final Pattern NOTHING_CHANGED =
      Pattern.compile(
          "Cannot connect to .*|.* Nothing was changed\\.|.* No migration was begun; run"
              + " again\\.|(JSON|The (catalog|history|locks|rows|rights of the role|SQL of the plans|table of stages|note"
              + " about the seeds)|Liquibase's tables) of \\S+ could"
              + " not be read: .*");

  static Claim of(Supplier<ApplyResult> run) {
    try {
      return new Claim(Optional.of(run.get().applied()), Optional.empty());
    } catch (RuntimeException e) {
      return new Claim(Optional.empty(), Optional.of(e));
    }
  }

  /**
   * Compares the reported outcome with the database.
   *
   * @param all the names of all migrations
   * @param before how many were applied when the run began
   * @param now how many are applied now
   */
  boolean isTrue(List<String> all, int before, int now) {
    if (done.isPresent()) {
      return now == all.size() && done.get().equals(all.subList(before, now));
    }
    RuntimeException why = failure.orElseThrow();
    if (!(why instanceof Refusal || why instanceof EnvironmentFailure)) {
      return false;
    }
    String message = why.getMessage();
    if (message.contains("Applied: ")) {
      return message.endsWith(
          "Applied: %s. Not applied: %s."
              .formatted(words(all.subList(0, now)), words(all.subList(now, all.size()))));
    }
    return now == before && NOTHING_CHANGED.matcher(message).matches();
  }

  private static String words(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    return names.size() <= 3
        ? String.join(", ", names)
        : "%s to %s (%s migrations)"
            .formatted(names.get(0), names.get(names.size() - 1), names.size());
  }

  @Override
  public String toString() {
    return done.map(names -> "applied " + names)
        .orElseGet(() -> failure.map(RuntimeException::toString).orElse(""));
  }
}
