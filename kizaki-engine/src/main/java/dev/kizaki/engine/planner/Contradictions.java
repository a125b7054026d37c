package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers that cannot both be meant: two that say different things about one subject, and two
 * renames to one name.
 */
public final class Contradictions {
  private Contradictions() {}

  /** A sentence for each two that contradict each other, both named. */
  public static List<String> among(List<Answer> answers) {
    List<String> found = new ArrayList<>();
    for (int one = 0; one < answers.size(); one++) {
      for (int other = one + 1; other < answers.size(); other++) {
        between(answers.get(one), answers.get(other)).ifPresent(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private static Optional<String> between(Answer one, Answer other) {
    if (one.equals(other)) {
      return Optional.empty();
    }
    Optional<String> reason =
        claimsOneName(one, other)
            ? claimed(one).map(name -> "both claim " + name)
            : disagree(one, other)
                ? Optional.of("both are about " + one.subject().text())
                : Optional.empty();
    return reason.map(
        why ->
            "The answers `%s` and `%s` contradict each other: %s. Give one of them."
                .formatted(one.text(), other.text(), why));
  }

  private static boolean claimsOneName(Answer one, Answer other) {
    return one instanceof Answer.Rename rename
        && other instanceof Answer.Rename claim
        && rename.target().equals(claim.target());
  }

  private static Optional<String> claimed(Answer answer) {
    return answer instanceof Answer.Rename rename
        ? Optional.of(rename.target().text())
        : Optional.empty();
  }

  private static boolean disagree(Answer one, Answer other) {
    return one.subject().equals(other.subject())
        && (one.getClass() == other.getClass() || isEndAndRename(one, other));
  }

  /** Whether one says that the subject is gone for good, and one that it lives on. */
  private static boolean isEndAndRename(Answer one, Answer other) {
    return one instanceof Answer.Rename && isEnd(other)
        || isEnd(one) && other instanceof Answer.Rename;
  }

  private static boolean isEnd(Answer answer) {
    return answer instanceof Answer.Drop || answer instanceof Answer.Rows;
  }
}
