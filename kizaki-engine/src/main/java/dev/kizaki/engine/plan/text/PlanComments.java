package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a plan file with the comments that stand over them and at their end. Comments inside
 * of a block or a definition belong to the text that a person wrote, not to the plan.
 */
public final class PlanComments {
  private static final String MARK = "//";

  private PlanComments() {}

  /** The plan's lines; the file must be one without errors. */
  public static List<PlanLine> of(SourceText source) {
    PlanText text = PlanReader.read(source);
    List<String> file = source.text().lines().map(String::strip).toList();
    List<PlanLine> lines = new ArrayList<>();
    for (int i = 0; i < text.spans().size(); i++) {
      SourceSpan span = text.spans().get(i);
      lines.add(
          new PlanLine(
              text.plan().lines().get(i).item(),
              above(file, span.line()),
              beside(source, span),
              List.of()));
    }
    return lines;
  }

  /**
   * @param number the 1-based line below the comments
   */
  private static List<String> above(List<String> file, int number) {
    int first = number - 1;
    while (first > 0 && file.get(first - 1).startsWith(MARK)) {
      first--;
    }
    return file.subList(first, number - 1).stream()
        .map(line -> line.substring(MARK.length()).strip())
        .toList();
  }

  private static Optional<String> beside(SourceText source, SourceSpan span) {
    String text = source.text();
    int end = text.indexOf('\n', span.end());
    String rest = text.substring(span.end(), end < 0 ? text.length() : end).strip();
    boolean oneLine = span.text().indexOf('\n') < 0;
    return oneLine && rest.startsWith(MARK)
        ? Optional.of(rest.substring(MARK.length()).strip())
        : Optional.empty();
  }
}
