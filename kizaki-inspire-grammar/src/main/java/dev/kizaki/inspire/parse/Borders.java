package dev.kizaki.inspire.parse;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses where a new declaration or statement starts in a text whose braces do not balance. A
 * guess is needed only there: a text with balanced braces is never looked at in this way, so that
 * no word becomes reserved by it.
 */
final class Borders {
  private static final String DECLARATION =
      "(?:(?:entity|enum|type|namespace|schedule)[ \t]+\\w+\\s*\\{"
          + "|(?:apiKeys|auth|email|integrations|network|payments)[ \t]*\\{"
          + "|routes[ \t]*[({]"
          + "|@system[ \t]*\\("
          + "|@validation[ \t]+type\\b)";
  private static final Pattern INDENTED_DECLARATION = Pattern.compile("(?m)^[ \t]*+" + DECLARATION);
  private static final Pattern UNINDENTED_DECLARATION = Pattern.compile("(?m)^" + DECLARATION);
  private static final Pattern INDENTED_STATEMENT =
      Pattern.compile(
          "(?m)^[ \t]*+(?:(?:add|drop|rename|change|update)[ \t]+\\w+[ \t]*(?:\\.|[ \t]\\w)"
              + "|run[ \t]+sql[ \t]*\\()");

  private final TreeSet<Integer> starts = new TreeSet<>();
  private final TreeSet<Integer> firmStarts = new TreeSet<>();
  private final int length;

  private Borders(int length) {
    this.length = length;
  }

  static Borders none(String text) {
    return new Borders(text.length());
  }

  static Borders guess(String text, Language language) {
    Borders borders = new Borders(text.length());
    if (language == Language.SCHEMA) {
      collect(INDENTED_DECLARATION, text, borders.starts);
      collect(UNINDENTED_DECLARATION, text, borders.firmStarts);
    } else {
      collect(INDENTED_STATEMENT, text, borders.starts);
    }
    return borders;
  }

  /** Whether a declaration or statement seems to start at this offset. */
  boolean isStart(int offset) {
    return starts.contains(offset);
  }

  /** How far free text that begins at {@code offset} can reach: up to the next unindented start. */
  int limitOfFreeText(int offset) {
    Integer next = firmStarts.higher(offset);
    return next == null ? length : next;
  }

  private static void collect(Pattern pattern, String text, TreeSet<Integer> starts) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int start = matcher.start();
      while (text.charAt(start) == ' ' || text.charAt(start) == '\t') {
        start++;
      }
      starts.add(start);
    }
  }
}
