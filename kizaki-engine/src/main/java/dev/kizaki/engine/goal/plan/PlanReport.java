package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.report.StatementLines;
import java.util.List;
import java.util.Optional;

/** Reports what {@code plan} wrote: the statements, then the data that is lost and the markers. */
final class PlanReport {
  private final Reporter reporter;
  private final String file;
  private int open;

  /**
   * @param file the plan file, as messages print it
   */
  PlanReport(Reporter reporter, String file) {
    this.reporter = reporter;
    this.file = file;
  }

  /** The number of markers that {@link #notes} reported. */
  int open() {
    return open;
  }

  void statements(Plan plan) {
    PlanPrinter.items(plan).forEach(item -> StatementLines.of(item).forEach(reporter::info));
  }

  /** Reports the data that is lost, then the markers with their places. */
  void notes(PlanText plan) {
    for (PlanLine line : plan.plan().lines()) {
      loss(line.item()).ifPresent(reporter::warn);
    }
    List<OpenQuestion> questions = OpenQuestion.of(plan, file);
    open = questions.size();
    questions.forEach(question -> reporter.warn("Resolve " + question));
  }

  private static Optional<String> loss(PlanItem item) {
    if (item instanceof DropEntity drop) {
      return Optional.of("Data loss: all rows of %s are deleted.".formatted(drop.entity()));
    }
    if (item instanceof DropField drop) {
      return Optional.of(
          "Data loss: the values of %s.%s are deleted.".formatted(drop.entity(), drop.field()));
    }
    return item instanceof DropEnumValue drop && drop.replacement() instanceof DropEnumValue.Other
        ? Optional.of(
            "Data loss: rows that hold %s.%s can no longer be told apart from the others."
                .formatted(drop.enumName(), drop.value()))
        : Optional.empty();
  }
}
