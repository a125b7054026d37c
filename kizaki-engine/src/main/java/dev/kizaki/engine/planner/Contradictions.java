package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds answers that contradict each other: different answers about the same element, and two
 * renames to the same name.
 */
public final class Contradictions {
  private Contradictions() {}

  /** Returns a sentence for each contradiction; it names both answers. */
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
        renameToOneName(one, other)
            ? newName(one).map("both rename to %s"::formatted)
            : disagree(one, other)
                ? Optional.of("both are about %s".formatted(one.subject().text()))
                : Optional.empty();
    return reason.map(
        why ->
            "The answers `%s` and `%s` contradict each other: %s. Give one of them."
                .formatted(one.text(), other.text(), why));
  }

  private static boolean renameToOneName(Answer one, Answer other) {
    return one instanceof Answer.Rename rename
        && other instanceof Answer.Rename second
        && rename.target().equals(second.target());
  }

  private static Optional<String> newName(Answer answer) {
    return answer instanceof Answer.Rename rename
        ? Optional.of(rename.target().text())
        : Optional.empty();
  }

  private static boolean disagree(Answer one, Answer other) {
    return one.subject().equals(other.subject())
        && (one.getClass() == other.getClass() || isDropAndRename(one, other));
  }

  /** Whether one answer states that the element was renamed, and the other that it was not. */
  private static boolean isDropAndRename(Answer one, Answer other) {
    return one instanceof Answer.Rename && isDropped(other)
        || isDropped(one) && other instanceof Answer.Rename;
  }

  private static boolean isDropped(Answer answer) {
    return answer instanceof Answer.Drop
        || answer instanceof Answer.Change
        || answer instanceof Answer.Rows;
  }
}
