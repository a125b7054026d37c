package dev.kizaki.engine;

import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;

/**
 * A {@code [RESOLVE]} marker of a plan file.
 *
 * @param place {@code file:line}
 * @param text what is asked: the questions above a block, else the line that holds the marker
 */
record OpenQuestion(String place, String text) {
  private static final String COMMENT = "//";

  /** The markers of a plan file, in order. */
  static List<OpenQuestion> of(SourceText plan) {
    return PlanReader.read(plan).markers().stream().map(OpenQuestion::of).toList();
  }

  private static OpenQuestion of(SourceSpan marker) {
    SourceText source = marker.source();
    String line = source.lineTextAt(marker.start()).strip();
    boolean block = line.startsWith(marker.text().lines().findFirst().orElse(""));
    String comment = block ? commentAbove(source, marker.line()) : "";
    return new OpenQuestion(
        source.name() + ":" + marker.line(),
        comment.isEmpty() ? line.replaceAll("\\s+" + COMMENT, " " + COMMENT) : comment);
  }

  /**
   * @param number the 1-based line below the comment
   */
  private static String commentAbove(SourceText source, int number) {
    List<String> lines = source.text().lines().map(String::strip).toList();
    int first = number - 1;
    while (first > 0 && lines.get(first - 1).startsWith(COMMENT)) {
      first--;
    }
    List<String> comments =
        lines.subList(first, number - 1).stream()
            .map(each -> each.substring(COMMENT.length()).strip())
            .toList();
    List<String> questions = comments.stream().filter(each -> each.endsWith("?")).toList();
    return String.join(" ", questions.isEmpty() ? comments : questions);
  }

  @Override
  public String toString() {
    return place + ": " + text;
  }
}
