package dev.kizaki.engine.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks text into lines of a given width. */
public final class WordWrap {
  private WordWrap() {}

  /**
   * The text in lines that are broken at blanks. A word that is longer than a line is put on a
   * separate line.
   *
   * @param text one line
   * @param width the number of characters that fit into a line
   */
  public static List<String> lines(String text, int width) {
    return Pattern.compile("(.{1," + width + "})(?:\\s+|$)|(\\S+)\\s*")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(String::stripTrailing)
        .toList();
  }
}
