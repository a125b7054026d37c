package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of a draft to which lines are added at the end. The layout of what is there already
 * belongs to the person who wrote it, so it stays as it is.
 */
final class ExtendedDraft {
  private ExtendedDraft() {}

  /**
   * Returns the text; absent if the plan is more than the draft with further lines.
   *
   * @param draft has no errors
   */
  static Optional<String> of(PlanText draft, List<PlanLine> lines) {
    int old = draft.plan().lines().size();
    if (old == 0 || lines.size() <= old || !keeps(draft, lines.subList(0, old))) {
      return Optional.empty();
    }
    String text = draft.source().text();
    int end = end(draft);
    int lineStart = text.lastIndexOf('\n', end) + 1;
    boolean isAlone = text.substring(lineStart, end).isBlank();
    String added = printed(lines.subList(old, lines.size()), draft.comments().tail());
    String extended =
        isAlone
            ? text.substring(0, lineStart) + added + text.substring(lineStart)
            : text.substring(0, end).stripTrailing() + "\n" + added + text.substring(end);
    return Optional.of(extended).filter(each -> states(each, lines));
  }

  private static boolean keeps(PlanText draft, List<PlanLine> start) {
    for (int i = 0; i < start.size(); i++) {
      PlanLine line = start.get(i);
      PlanComments.OfItem old = draft.comments().items().get(i);
      if (!line.item().equals(draft.plan().lines().get(i).item())
          || !comments(line).equals(old.all().stream().sorted().toList())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> comments(PlanLine line) {
    return Stream.of(
            line.printedAbove().stream(), line.printedBeside().stream(), line.below().stream())
        .flatMap(each -> each)
        .sorted()
        .toList();
  }

  /** Where the draft's items end: at the first comment after them, or at the closing brace. */
  private static int end(PlanText draft) {
    PlanFile file = InspireParser.parsePlan(draft.source()).tree();
    int lastItem = draft.spans().get(draft.spans().size() - 1).end();
    String text = draft.source().text();
    return file.comments().stream()
        .mapToInt(comment -> comment.span().start())
        .filter(start -> start > lastItem && text.substring(lastItem, start).indexOf('\n') >= 0)
        .filter(start -> start < file.closeBrace().start())
        .findFirst()
        .orElse(file.closeBrace().start());
  }

  /**
   * The further lines as they are printed, between the two braces.
   *
   * @param tail the comments below them, which the draft has already
   */
  private static String printed(List<PlanLine> lines, List<String> tail) {
    List<PlanLine> added = new ArrayList<>(lines);
    PlanLine last = added.remove(added.size() - 1);
    List<String> below = last.below();
    boolean endsWithTail =
        below.size() >= tail.size()
            && below.subList(below.size() - tail.size(), below.size()).equals(tail);
    added.add(
        endsWithTail
            ? last.withComments(
                last.above(), last.beside(), below.subList(0, below.size() - tail.size()))
            : last);
    String plan = PlanPrinter.print(new Plan("", added));
    return plan.substring(plan.indexOf('\n') + 1, plan.length() - "}\n".length());
  }

  private static boolean states(String text, List<PlanLine> lines) {
    PlanText read = PlanReader.read(SourceText.of("plan", text));
    return !read.hasErrors() && items(read.plan().lines()).equals(items(lines));
  }

  private static List<PlanItem> items(List<PlanLine> lines) {
    return lines.stream().map(PlanLine::item).toList();
  }
}
