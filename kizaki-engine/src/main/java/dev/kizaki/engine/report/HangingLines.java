package dev.kizaki.engine.report;

import dev.kizaki.engine.text.WordWrap;
import java.util.ArrayList;
import java.util.List;

/** A text behind a word such as {@code note:}, in lines that begin below its beginning. */
final class HangingLines {
  private HangingLines() {}

  /**
   * The lines.
   *
   * @param word what stands before the text, with the blank after it; may be empty
   * @param width the columns that a line may have
   */
  static List<String> of(String word, String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : WordWrap.lines(text, width - word.length())) {
      lines.add((lines.isEmpty() ? word : " ".repeat(word.length())) + line);
    }
    return lines;
  }
}
