package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Objects;

/**
 * A plan file, understood.
 *
 * @param plan what it says; whole where no diagnostic is an error
 * @param spans where each of the plan's lines stands
 * @param markers where each {@code [RESOLVE]} stands, in order
 * @param diagnostics what is wrong with it, in order
 */
public record PlanText(
    Plan plan, List<SourceSpan> spans, List<SourceSpan> markers, List<Diagnostic> diagnostics) {
  public PlanText {
    Objects.requireNonNull(plan, "plan");
    spans = List.copyOf(spans);
    markers = List.copyOf(markers);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
