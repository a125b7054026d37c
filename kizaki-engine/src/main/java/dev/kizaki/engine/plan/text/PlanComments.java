package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The comments of a plan file, each with the item it belongs to. That is the item on the same line,
 * the item around the comment, or the item below it. If a blank line follows the comment but none
 * precedes it, it is the item above it.
 *
 * @param head comments before the plan, or after its opening brace
 * @param items the comments of each item of the plan, in order
 * @param tail comments after the last item, before the closing brace
 * @param foot comments after the closing brace
 */
public record PlanComments(
    List<String> head, List<OfItem> items, List<String> tail, List<String> foot) {
  static final PlanComments NONE = new PlanComments(List.of(), List.of(), List.of(), List.of());

  public PlanComments {
    head = List.copyOf(head);
    items = List.copyOf(items);
    tail = List.copyOf(tail);
    foot = List.copyOf(foot);
  }

  /**
   * The comments of one item, one line each.
   *
   * @param above lines above it, and lines inside it
   * @param beside at the end of its first or last line
   * @param below lines below it
   */
  public record OfItem(List<String> above, Optional<String> beside, List<String> below) {
    public OfItem {
      above = List.copyOf(above);
      below = List.copyOf(below);
    }

    /** All of them, from top to bottom. */
    public List<String> all() {
      return Stream.of(above.stream(), beside.stream(), below.stream())
          .flatMap(lines -> lines)
          .toList();
    }
  }

  /**
   * The comments of a plan file.
   *
   * @param plan has no errors
   */
  static PlanComments of(PlanFile plan, SourceText source) {
    return new Reading(plan, source.text()).run();
  }

  /** The lines of the plan, each with its comments. */
  public List<PlanLine> linesOf(Plan plan) {
    return IntStream.range(0, items.size())
        .mapToObj(
            i -> {
              OfItem of = items.get(i);
              return new PlanLine(plan.lines().get(i).item(), of.above(), of.beside(), of.below());
            })
        .toList();
  }

  /** One pass over items and comments, both in the order of the file. */
  private static final class Reading {
    private final PlanFile plan;
    private final String text;
    private final List<SourceSpan> spans;
    private final List<List<String>> above = new ArrayList<>();
    private final List<List<String>> beside = new ArrayList<>();
    private final List<List<String>> below = new ArrayList<>();
    private final List<String> head = new ArrayList<>();
    private final List<String> tail = new ArrayList<>();
    private final List<String> foot = new ArrayList<>();

    /** The last item that begins before the comment at hand; -1 before the first. */
    private int item = -1;

    Reading(PlanFile plan, String text) {
      this.plan = plan;
      this.text = text;
      this.spans = plan.items().stream().map(PlanItemNode::span).toList();
      spans.forEach(
          each -> {
            above.add(new ArrayList<>());
            beside.add(new ArrayList<>());
            below.add(new ArrayList<>());
          });
    }

    PlanComments run() {
      for (Comment comment : plan.comments()) {
        place(comment).addAll(lines(comment));
      }
      List<OfItem> items = new ArrayList<>();
      for (int i = 0; i < spans.size(); i++) {
        List<String> first = new ArrayList<>(above.get(i));
        // A line has room for one comment at its end.
        first.addAll(beside.get(i).stream().skip(1).toList());
        items.add(new OfItem(first, beside.get(i).stream().findFirst(), below.get(i)));
      }
      return new PlanComments(head, items, tail, foot);
    }

    private List<String> place(Comment comment) {
      SourceSpan span = comment.span();
      if (span.start() > plan.closeBrace().start()) {
        return foot;
      }
      advanceTo(span.start());
      if (item < 0) {
        return spans.isEmpty() || span.line() <= plan.migration().span().line()
            ? head
            : above.get(0);
      }
      SourceSpan of = spans.get(item);
      boolean inside = span.start() < of.end();
      if (inside) {
        return hasBreak(of.start(), span.start()) ? above.get(item) : beside.get(item);
      }
      if (!hasBreak(of.end(), span.start())) {
        return beside.get(item);
      }
      if (item + 1 == spans.size()) {
        return tail;
      }
      boolean belongsAbove =
          !hasBlankLine(of.end(), span.start())
              && hasBlankLine(span.end(), spans.get(item + 1).start());
      return belongsAbove ? below.get(item) : above.get(item + 1);
    }

    private void advanceTo(int offset) {
      while (item + 1 < spans.size() && spans.get(item + 1).start() <= offset) {
        item++;
      }
    }

    private boolean hasBreak(int from, int to) {
      return text.substring(from, to).indexOf('\n') >= 0;
    }

    private boolean hasBlankLine(int from, int to) {
      String[] lines = text.substring(from, to).split("\n", -1);
      for (int i = 1; i + 1 < lines.length; i++) {
        if (lines[i].isBlank()) {
          return true;
        }
      }
      return false;
    }

    private static List<String> lines(Comment comment) {
      return comment
          .text()
          .lines()
          .map(line -> line.strip().replaceFirst("^\\* ?", ""))
          .collect(() -> new ArrayList<String>(), ArrayList::add, ArrayList::addAll);
    }
  }
}
