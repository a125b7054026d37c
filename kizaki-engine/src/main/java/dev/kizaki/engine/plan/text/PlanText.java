package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Objects;

/**
 * The content of a plan file. The file is read once: places and comments are kept beside the plan.
 *
 * @param source the file's text; its name is the path that messages print
 * @param name the place of the migration's name, with its quotes
 * @param plan the plan; it is complete if no diagnostic is an error
 * @param spans the place of each line of the plan
 * @param markers the place of each {@code [RESOLVE]}, in order
 * @param comments the comments of the file; none if a diagnostic is an error
 * @param diagnostics the problems of the file, in order
 */
public record PlanText(
    SourceText source,
    SourceSpan name,
    Plan plan,
    List<SourceSpan> spans,
    List<SourceSpan> markers,
    PlanComments comments,
    List<Diagnostic> diagnostics) {
  public PlanText {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(plan, "plan");
    spans = List.copyOf(spans);
    markers = List.copyOf(markers);
    Objects.requireNonNull(comments, "comments");
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** The plan's lines, each with its comments, as the file has them. */
  public List<PlanLine> lines() {
    return comments.linesOf(plan);
  }
}
