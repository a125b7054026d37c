package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Objects;

/**
 * A plan file, understood. It is read once; whoever needs a place or a comment finds it here.
 *
 * @param source the file's text; its name is the path that messages print
 * @param name where the migration's name stands, with its quotes
 * @param plan what it says; whole where no diagnostic is an error
 * @param spans where each of the plan's lines stands
 * @param markers where each {@code [RESOLVE]} stands, in order
 * @param comments those of the file; none where a diagnostic is an error
 * @param diagnostics what is wrong with it, in order
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
