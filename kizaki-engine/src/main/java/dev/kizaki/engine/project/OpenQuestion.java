package dev.kizaki.engine.project;

import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code [RESOLVE]} marker of a plan file.
 *
 * @param place {@code file:line}
 * @param text the question: the comment above a block, or the line that contains the marker
 */
public record OpenQuestion(String place, String text) {
  private static final String COMMENT = "//";

  /** The markers of a plan file, in order. */
  public static List<OpenQuestion> of(PlanText plan) {
    return of(plan, plan.source().name());
  }

  /**
   * The markers of a plan, in order.
   *
   * @param file the plan's file, as messages print it
   */
  public static List<OpenQuestion> of(PlanText plan, String file) {
    String text = plan.source().text();
    List<String> lines = text.lines().map(String::strip).toList();
    List<OpenQuestion> all = new ArrayList<>();
    int number = 1;
    int counted = 0;
    // Each line number continues from the marker before, because a plan can have thousands.
    for (SourceSpan marker : plan.markers()) {
      String between = text.substring(counted, marker.start());
      number += (int) between.chars().filter(each -> each == '\n').count();
      counted = marker.start();
      all.add(of(marker, lines, number, file));
    }
    return all;
  }

  /**
   * @param number the marker's line, from 1
   */
  private static OpenQuestion of(SourceSpan marker, List<String> lines, int number, String file) {
    String line = lines.get(number - 1);
    boolean block = line.startsWith(marker.text().lines().findFirst().orElse(""));
    String comment = block ? commentAbove(lines, number) : "";
    return new OpenQuestion(
        file + ":" + number,
        comment.isEmpty() ? line.replaceAll("\\s+" + COMMENT, " " + COMMENT) : comment);
  }

  /**
   * @param number the 1-based line below the comment
   */
  private static String commentAbove(List<String> lines, int number) {
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
