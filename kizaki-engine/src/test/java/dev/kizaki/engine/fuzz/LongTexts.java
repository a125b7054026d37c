package dev.kizaki.engine.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Texts of any size in which one thing is repeated or nested.
 *
 * @param target the name of the target that reads it
 * @param name what is repeated
 * @param text the text of about so many characters
 */
record LongTexts(String target, String name, IntFunction<String> text) {

  static List<LongTexts> all() {
    List<LongTexts> all = new ArrayList<>();
    LongSchemas.addTo(all);
    LongPlans.addTo(all);
    LongSql.addTo(all);
    OtherLongTexts.addTo(all);
    return all;
  }

  /** Adds a text with one bracket many times, each of which is closed. */
  static void nested(
      List<LongTexts> all,
      String target,
      String name,
      String before,
      String opening,
      String inside,
      String closing,
      String after) {
    all.add(
        new LongTexts(
            target,
            name,
            size -> {
              int depth = Math.max(1, size / (opening.length() + closing.length()));
              return before + opening.repeat(depth) + inside + closing.repeat(depth) + after;
            }));
  }

  /** In the part, {@code #} is its number. */
  static void add(
      List<LongTexts> all, String target, String name, String before, String part, String after) {
    all.add(
        new LongTexts(
            target,
            name,
            size -> {
              StringBuilder text = new StringBuilder(size + 100).append(before);
              for (int number = 0; text.length() < size; number++) {
                text.append(part.replace("#", Integer.toString(number)));
              }
              return text.append(after).toString();
            }));
  }

  @Override
  public String toString() {
    return target + ": " + name;
  }
}
