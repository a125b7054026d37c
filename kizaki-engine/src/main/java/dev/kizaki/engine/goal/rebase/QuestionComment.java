package dev.kizaki.engine.goal.rebase;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The comment that asks a question. It stands last above its choice. */
final class QuestionComment {
  /** A line with a question of the package rebase, which names a migration. */
  private static final Pattern LINE =
      Pattern.compile(
          "[ \\t]*// (?:(?:After |With )?[0-9]{4,9}_[a-z0-9_]+|This) .*"
              + "(?:Which (?:ones?|name|key|order|text) stays?|Which of them has it|Which comes first"
              + "|Where does it stand|Does it (?:come back|go)|Is it still right"
              + "|How does it go on|What is to change|is it still wanted)\\?");

  private QuestionComment() {}

  /** The text of a plan without open questions, without the comments of those that there were. */
  static String withoutAnswered(String plan) {
    if (plan.lines().noneMatch(line -> LINE.matcher(line).matches())) {
      return plan;
    }
    return plan.lines()
        .filter(line -> !LINE.matcher(line).matches())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Whether the comment is a question of the package rebase. */
  static boolean asks(String comment) {
    return LINE.matcher("// " + comment).matches();
  }

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
