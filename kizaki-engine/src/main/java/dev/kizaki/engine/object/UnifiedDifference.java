package dev.kizaki.engine.object;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Differences between texts as {@code diff -u} prints them, without the names of files. An empty
 * line of context is written as an empty line.
 *
 * <p>A difference is applied by the code here, not by a library, because plans are read for ever:
 * each line of context and each removed line must stand at the place that the header states.
 */
public final class UnifiedDifference {
  private static final int CONTEXT = 3;

  /** The lines of both texts together up to which a difference is one of short texts. */
  private static final int SHORT = 4000;

  private static final Pattern HEADER =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@");

  private final List<String> before;
  private final List<String> after = new ArrayList<>();

  /** How many lines of the text before are in {@link #after} or removed. */
  private int position;

  private UnifiedDifference(String before) {
    this.before = lines(before);
  }

  /** A difference does not fit the text, or is not one. The message is a clause without a place. */
  public static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    private Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  /** The difference that leads from one text to the other; empty if they are equal. */
  public static String between(String before, String after) {
    List<String> lines = lines(before);
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff("", "", lines, deltas(lines, lines(after)), CONTEXT);
    // The first two lines name files.
    return difference.stream()
        .skip(2)
        .map(line -> line.equals(" ") ? "" : line)
        .collect(Collectors.joining("\n"));
  }

  /**
   * The default algorithm puts what is removed before what is added, as people expect. Its memory
   * grows with the square of the differences, so a long text needs the other one.
   */
  private static Patch<String> deltas(List<String> before, List<String> after) {
    return before.size() + after.size() <= SHORT
        ? DiffUtils.diff(before, after)
        : DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null, false);
  }

  /**
   * Returns the text after the difference.
   *
   * @throws Mismatch if it does not fit the text exactly
   */
  public static String apply(String difference, String before) throws Mismatch {
    UnifiedDifference text = new UnifiedDifference(before);
    List<String> lines = lines(difference);
    int at = 0;
    while (at < lines.size()) {
      at = text.hunk(lines, at);
    }
    text.keepUntil(text.before.size());
    return String.join("\n", text.after);
  }

  private int hunk(List<String> lines, int header) throws Mismatch {
    Matcher numbers = HEADER.matcher(lines.get(header));
    if (!numbers.matches()) {
      throw new Mismatch(
          "\"%s\" is not the head of a difference such as @@ -1,3 +1,4 @@"
              .formatted(lines.get(header)));
    }
    int removed = number(numbers.group(2));
    int added = number(numbers.group(4));
    int start = number(numbers.group(1)) - (removed == 0 ? 0 : 1);
    if (start < position || start > before.size()) {
      throw new Mismatch("\"%s\" is not at a place in the text".formatted(lines.get(header)));
    }
    keepUntil(start);
    if (after.size() != number(numbers.group(3)) - (added == 0 ? 0 : 1)) {
      throw new Mismatch(
          "\"%s\" states another line than the one reached".formatted(lines.get(header)));
    }
    int at = header + 1;
    while (removed > 0 || added > 0) {
      String line = at < lines.size() ? lines.get(at) : "@@";
      char kind = line.isEmpty() ? ' ' : line.charAt(0);
      String content = line.isEmpty() ? "" : line.substring(1);
      switch (kind) {
        case ' ' -> {
          after.add(expect(content));
          removed--;
          added--;
        }
        case '-' -> {
          expect(content);
          removed--;
        }
        case '+' -> {
          after.add(content);
          added--;
        }
        default ->
            throw new Mismatch(
                "\"%s\" promises more lines than follow it".formatted(lines.get(header)));
      }
      if (removed < 0 || added < 0) {
        throw new Mismatch(
            "more lines follow \"%s\" than it promises".formatted(lines.get(header)));
      }
      at++;
    }
    return at;
  }

  private void keepUntil(int line) {
    after.addAll(before.subList(position, line));
    position = line;
  }

  /** Takes a line of the text before. */
  private String expect(String content) throws Mismatch {
    String found = position < before.size() ? before.get(position) : "the end of the text";
    if (position >= before.size() || !found.equals(content)) {
      throw new Mismatch(
          "line %d of the text is \"%s\", not \"%s\"".formatted(position + 1, found, content));
    }
    position++;
    return content;
  }

  private static int number(String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }
}
