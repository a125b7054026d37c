package dev.kizaki.engine.goal.rebase;

import java.util.List;

/** The comment that asks a question. It stands last above its choice. */
final class QuestionComment {
  private QuestionComment() {}

  /** The comments above a choice without those of its question. */
  static List<String> without(List<String> above) {
    return above.subList(0, start(above));
  }

  /** The comments of the question, which begin with the last sentence that asks. */
  static List<String> of(List<String> above) {
    return above.subList(start(above), above.size());
  }

  private static int start(List<String> above) {
    for (int i = above.size() - 1; i >= 0; i--) {
      if (above.get(i).endsWith("?")) {
        return i;
      }
    }
    return above.size();
  }
}
