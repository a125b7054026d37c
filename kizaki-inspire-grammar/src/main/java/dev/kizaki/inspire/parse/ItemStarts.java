package dev.kizaki.inspire.parse;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses where a new declaration or statement starts in a text whose braces do not balance. Texts
 * with balanced braces are read without guesses, so that no word becomes reserved.
 */
final class ItemStarts {
  private static final String DECLARATION =
      "(?:(?:entity|enum|object|sequence|type|namespace|schedule)[ \t]+\\w+\\s*"
          + "(?:(?:@\\w+[ \t]*\\([^\n{]*\\)|uses[ \t]*\\[[^\\]{]*\\])\\s*)?\\{"
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
  private final TreeSet<Integer> unindentedStarts = new TreeSet<>();
  private final int length;

  private ItemStarts(int length) {
    this.length = length;
  }

  static ItemStarts none(String text) {
    return new ItemStarts(text.length());
  }

  static ItemStarts guess(String text, Language language) {
    ItemStarts guessed = new ItemStarts(text.length());
    if (language == Language.SCHEMA) {
      collect(INDENTED_DECLARATION, text, guessed.starts);
      collect(UNINDENTED_DECLARATION, text, guessed.unindentedStarts);
    } else {
      collect(INDENTED_STATEMENT, text, guessed.starts);
    }
    return guessed;
  }

  /** Whether a declaration or statement seems to start at this offset. */
  boolean isStart(int offset) {
    return starts.contains(offset);
  }

  /** The end of an opaque text that has no closing bracket: the next start that is not indented. */
  int limitOfOpaqueText(int offset) {
    Integer next = unindentedStarts.higher(offset);
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
