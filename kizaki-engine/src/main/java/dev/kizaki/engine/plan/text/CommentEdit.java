package dev.kizaki.engine.plan.text;

import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Removes comments from the text of a plan file and adds others above its items. Everything else
 * stays as it is, byte for byte, because a person may have written it.
 */
public final class CommentEdit {
  private final PlanText plan;
  private final String text;
  private final List<Replacement> replacements = new ArrayList<>();

  private CommentEdit(PlanText plan) {
    this.plan = plan;
    this.text = plan.source().text();
  }

  private record Replacement(int start, int end, String by) {}

  /** Decides whether a comment is removed. */
  @FunctionalInterface
  public interface Removal {
    /**
     * @param item the index of the item that the comment belongs to
     * @param comment the text without the slashes
     */
    boolean test(int item, String comment);
  }

  /**
   * The plan with other comments.
   *
   * @param plan has no errors
   * @param removal asked for each comment of one line that belongs to an item
   * @param wanted the comments that must stand above the item with this index
   */
  public static PlanText of(PlanText plan, Removal removal, IntFunction<List<String>> wanted) {
    CommentEdit edit = new CommentEdit(plan);
    edit.collect(removal, wanted);
    return edit.replacements.isEmpty() ? plan : edit.result();
  }

  private void collect(Removal removal, IntFunction<List<String>> wanted) {
    List<Set<String>> present = new ArrayList<>();
    plan.spans().forEach(each -> present.add(new HashSet<>()));
    for (Comment comment : InspireParser.parsePlan(plan.source()).tree().comments()) {
      int item = itemOf(comment.span());
      if (item >= 0 && text.startsWith("//", comment.span().start())) {
        String words = comment.text().strip();
        boolean kept = wanted.apply(item).contains(words) && present.get(item).add(words);
        if (!kept && removal.test(item, words)) {
          replacements.add(removed(comment.span()));
        }
      }
    }
    for (int i = 0; i < plan.spans().size(); i++) {
      for (String comment : wanted.apply(i)) {
        if (!present.get(i).contains(comment)) {
          replacements.add(added(plan.spans().get(i), comment));
        }
      }
    }
  }

  /** The item around the comment, on the same line, or below it; -1 after the last item. */
  private int itemOf(SourceSpan comment) {
    for (int i = 0; i < plan.spans().size(); i++) {
      SourceSpan item = plan.spans().get(i);
      boolean beside =
          comment.start() >= item.end()
              && !text.substring(item.end(), comment.start()).contains("\n");
      boolean last =
          i + 1 == plan.spans().size() || plan.spans().get(i + 1).start() > comment.start();
      if (comment.start() < item.end() || beside && last) {
        return i;
      }
    }
    return -1;
  }

  private Replacement removed(SourceSpan comment) {
    int lineStart = text.lastIndexOf('\n', comment.start()) + 1;
    int lineEnd = text.indexOf('\n', comment.start());
    int end = lineEnd < 0 ? text.length() : lineEnd;
    if (text.substring(lineStart, comment.start()).isBlank()) {
      return new Replacement(lineStart, Math.min(end + 1, text.length()), "");
    }
    int start = comment.start();
    while (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t') {
      start--;
    }
    return new Replacement(start, end, "");
  }

  private Replacement added(SourceSpan item, String comment) {
    int lineStart = text.lastIndexOf('\n', item.start()) + 1;
    int indented = lineStart;
    while (text.charAt(indented) == ' ' || text.charAt(indented) == '\t') {
      indented++;
    }
    String line = text.substring(lineStart, indented) + PlanPrinter.comment(comment) + "\n";
    return new Replacement(lineStart, lineStart, line);
  }

  private PlanText result() {
    StringBuilder edited = new StringBuilder();
    int at = 0;
    replacements.sort(Comparator.comparingInt(Replacement::start));
    for (Replacement each : replacements) {
      edited.append(text, at, each.start()).append(each.by());
      at = each.end();
    }
    edited.append(text.substring(at));
    return PlanReader.read(SourceText.of(plan.source().name(), edited.toString()));
  }
}
