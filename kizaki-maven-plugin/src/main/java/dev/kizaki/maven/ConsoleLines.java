package dev.kizaki.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How the engine's lines look at a terminal: where they are broken, and which stand out. The engine
 * prints fixed words at the beginning of its lines (docs/goals.md explains them), so their style
 * follows from the words. Without the escapes, the text of a line that is not broken is the same.
 */
final class ConsoleLines {
  /** Values or rows that are lost, and checks that would stop {@code apply}. */
  private static final Pattern ALARMING =
      Pattern.compile("Data loss: .*|- drop (?!index |unique |key ).*");

  private static final Pattern FOUND = Pattern.compile(" *(?:check|Data loss): .*");

  /** What a person has to decide. */
  private static final Pattern OPEN =
      Pattern.compile("(?:Resolve|Unresolved:|In progress:|Database drift:) .*");

  private static final Pattern CHOICE_THAT_DELETES =
      Pattern.compile(" +[0-9]+\\) .*\\b(?:is|are) deleted\\b.*");

  private static final String MARKER = "[RESOLVE]";

  /**
   * Lines that programs look for, statements, and SQL: what has blanks before it, except the lines
   * of a check.
   */
  private static final Pattern WHOLE =
      Pattern.compile(
          """
          - .*|(?! *check: ) .*|(?:Database|Latest committed|Latest applied|Source drift): .*\
          |(?:Generated|Rewriting|Accepted|Removed|Renamed|Applying|Migration|Wrote|Use) .*\
          """);

  /** A word, or a text in quotes with its neighbours: a command or SQL. */
  private static final Pattern WORD = Pattern.compile("(?:`[^`]*`|\"[^\"]*\"|\\S)+");

  private static final String INDENT = "  ";

  private final MavenStyles styles;

  ConsoleLines(MavenStyles styles) {
    this.styles = styles;
  }

  /**
   * The lines of the terminal for one line of the log.
   *
   * @param width the columns that a line may have
   */
  static List<String> wrapped(String line, int width) {
    if (line.length() <= width || WHOLE.matcher(line).matches()) {
      return List.of(line);
    }
    String margin = " ".repeat(line.length() - line.stripLeading().length());
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder(margin);
    boolean empty = true;
    for (String word : WORD.matcher(line).results().map(each -> each.group()).toList()) {
      if (!empty && current.length() + 1 + word.length() > width) {
        lines.add(current.toString());
        current = new StringBuilder(margin + INDENT);
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(current.toString());
    return lines;
  }

  /** The style of an info line and of its continuation. */
  UnaryOperator<String> info(String line) {
    return ALARMING.matcher(line).matches() ? styles::alarming : this::marked;
  }

  /** The style of a warning and of its continuation. */
  UnaryOperator<String> warning(String line) {
    if (FOUND.matcher(line).matches()) {
      return styles::alarming;
    }
    return OPEN.matcher(line).matches() ? styles::open : this::marked;
  }

  /** A line of the prompt in its style. */
  String prompted(String line) {
    return CHOICE_THAT_DELETES.matcher(line).matches() ? styles.alarming(line) : marked(line);
  }

  private String marked(String line) {
    return line.contains(MARKER) ? line.replace(MARKER, styles.open(MARKER)) : line;
  }
}
