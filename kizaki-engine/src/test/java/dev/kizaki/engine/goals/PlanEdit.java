package dev.kizaki.engine.goals;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that a user makes to a plan file in an editor to answer its first open question. The
 * comments of the question stay, because kizaki removes them.
 */
interface PlanEdit extends UnaryOperator<String> {
  Pattern BLOCK =
      Pattern.compile(
          "^  \\[RESOLVE] either \\{\\n(.*?)^  } or \\{\\n(.*?)^  }\\n",
          Pattern.MULTILINE | Pattern.DOTALL);

  /** Keeps the first choice of the first block. */
  static PlanEdit either() {
    return text -> choice(text, 1);
  }

  /** Keeps the second choice of the first block. */
  static PlanEdit or() {
    return text -> choice(text, 2);
  }

  private static String choice(String text, int which) {
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("no block in:\n" + text);
    }
    String chosen = block.group(which).replaceAll("(?m)^  ", "");
    return text.substring(0, block.start()) + chosen + text.substring(block.end());
  }

  /** Replaces the first marker by a value. */
  static PlanEdit value(String value) {
    return text -> {
      if (!text.contains("[RESOLVE]")) {
        throw new IllegalArgumentException("no marker in:\n" + text);
      }
      return text.replaceFirst("\\[RESOLVE]", Matcher.quoteReplacement(value));
    };
  }

  /** Deletes the clause of the first marker. */
  static PlanEdit noClause() {
    return text -> text.replaceFirst(" (?:using|backfill) \\[RESOLVE]", "");
  }

  /** Replaces a text that the plan must contain. */
  static PlanEdit rewrite(String old, String fresh) {
    return text -> {
      if (!text.contains(old)) {
        throw new IllegalArgumentException(old + " is not in:\n" + text);
      }
      return text.replace(old, fresh);
    };
  }
}
