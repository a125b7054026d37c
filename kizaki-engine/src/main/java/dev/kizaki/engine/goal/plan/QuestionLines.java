package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.planner.PlanQuestion.AnswerTemplate;
import dev.kizaki.engine.planner.PlanQuestion.Option;
import dev.kizaki.engine.text.WordWrap;
import java.util.ArrayList;
import java.util.List;

/**
 * A question as it is printed at a console.
 *
 * <pre>
 * Task.ownerId is gone, Task.assigneeId is new, both __User.id. One field renamed, or two fields?
 *   1) rename Task.ownerId -&gt; Task.assigneeId   rows keep their values
 *   2) drop Task.ownerId, add Task.assigneeId   values of ownerId are deleted
 * Which (1-2, Enter leaves it open, ? for help):
 * </pre>
 */
public final class QuestionLines {
  /** A width that every terminal has, in columns. */
  private static final int WIDTH = 80;

  private static final String GAP = "   ";
  private static final String INDENT = "  ";
  private static final int LONGEST_REPLY = "drop and add".length();

  private QuestionLines() {}

  /** The question and its numbered answers. */
  public static List<String> of(PlanQuestion question) {
    List<String> lines = new ArrayList<>();
    question.asked().forEach(asked -> lines.addAll(wrapped(asked)));
    lines.addAll(options(question.options()));
    if (question.options().isEmpty()) {
      question.template().ifPresent(template -> lines.addAll(values(template)));
    }
    return lines;
  }

  private static List<String> values(AnswerTemplate template) {
    String example = template.example().value();
    String remark = template.example().loss().map("an example; %s"::formatted).orElse("an example");
    int width = Math.max(example.length(), PlanQuestion.NONE.length());
    return List.of(
        INDENT + padded(example, width) + GAP + remark,
        INDENT + padded(PlanQuestion.NONE, width) + GAP + template.none());
  }

  /** The text before the cursor. */
  public static String prompt(PlanQuestion question) {
    String hint = "Enter leaves it open, ? for help";
    if (question.options().isEmpty()) {
      return "%s (%s): ".formatted(question.template().orElseThrow().start(), hint);
    }
    return "Which (1-%d, %s): ".formatted(question.options().size(), hint);
  }

  /**
   * The help that a reply of {@code ?} prints: each possible reply, and what it does.
   *
   * @param dropAndAdd whether {@code drop and add} answers a question about a rename
   */
  public static List<String> help(PlanQuestion question, boolean dropAndAdd) {
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= question.options().size(); number++) {
      lines.addAll(help(Integer.toString(number), question.options().get(number - 1)));
    }
    if (question.options().isEmpty()) {
      lines.add(reply("a literal", "every row gets this value of the field's type"));
      lines.add(reply("sql(\"…\")", "an SQL expression over the columns of the row"));
      question
          .template()
          .ifPresent(template -> lines.add(reply(PlanQuestion.NONE, template.none())));
    }
    if (dropAndAdd && question.template().isEmpty()) {
      lines.add(reply("drop and add", "of the renames still in question, none was made"));
    }
    lines.add(reply("an answer", "any answer of the plan language, such as"));
    question.examples().stream().limit(1).forEach(each -> lines.add(part(each)));
    lines.add(reply("Enter", "leaves a [RESOLVE] marker in the plan, to answer later"));
    lines.add(reply("Ctrl-C", "ends without writing anything"));
    return lines;
  }

  private static List<String> help(String number, Option option) {
    List<String> lines = new ArrayList<>();
    if (option.statements().isEmpty()) {
      List<String> words = new ArrayList<>(option.words());
      if (!option.effect().isEmpty()) {
        words.add(option.effect());
      }
      lines.add(reply(number, words.get(0)));
      words.stream().skip(1).forEach(word -> lines.add(part(word)));
    } else {
      String effect = option.effect().isEmpty() ? "" : option.effect() + "; ";
      lines.add(reply(number, effect + "the plan gets"));
      option.statements().stream().flatMap(String::lines).forEach(line -> lines.add(part(line)));
    }
    return lines;
  }

  private static String reply(String reply, String effect) {
    return INDENT + padded(reply, LONGEST_REPLY) + GAP + effect;
  }

  /** A line that belongs to the reply above it. */
  private static String part(String line) {
    return " ".repeat(INDENT.length() + LONGEST_REPLY + GAP.length() + INDENT.length()) + line;
  }

  /** The numbered answers, with their effects in a second column if the lines are wide enough. */
  private static List<String> options(List<Option> options) {
    int widest =
        options.stream()
            .flatMap(option -> option.words().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    int margin = INDENT.length() + (options.size() + ") ").length();
    int longest = options.stream().mapToInt(option -> option.effect().length()).max().orElse(0);
    boolean beside = margin + widest + GAP.length() + longest <= WIDTH;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      List<String> words = new ArrayList<>(option.words());
      if (beside) {
        words.set(0, (padded(words.get(0), widest) + GAP + option.effect()).stripTrailing());
      } else if (!option.effect().isEmpty()) {
        words.add(INDENT + option.effect());
      }
      String number = INDENT + " ".repeat(digits(options.size()) - digits(i + 1)) + (i + 1) + ") ";
      lines.add(number + words.get(0));
      words.stream().skip(1).forEach(line -> lines.add(" ".repeat(margin) + line));
    }
    return lines;
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** The text, broken into lines of at most {@link #WIDTH} characters. */
  public static List<String> wrapped(String text) {
    return WordWrap.lines(text, WIDTH);
  }
}
