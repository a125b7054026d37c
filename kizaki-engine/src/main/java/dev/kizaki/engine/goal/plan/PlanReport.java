package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.report.StatementLines;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.review.StatementNotes;
import dev.kizaki.engine.shape.Shape;
import java.util.List;

/** Reports what {@code plan} wrote: the statements, then the data that is lost and the markers. */
final class PlanReport {
  private final Reporter reporter;
  private final Shape base;
  private final String file;
  private int open;

  /**
   * @param base the shape before the plan
   * @param file the plan file, as messages print it
   */
  PlanReport(Reporter reporter, Shape base, String file) {
    this.reporter = reporter;
    this.base = base;
    this.file = file;
  }

  /** The number of markers that {@link #notes} reported. */
  int open() {
    return open;
  }

  void statements(Plan plan) {
    PlanPrinter.items(plan).forEach(item -> StatementLines.of(item).forEach(reporter::info));
  }

  /** Reports the data that is lost, what else to consider, then the markers with their places. */
  void notes(PlanText plan) {
    List<PlanItem> items = plan.plan().lines().stream().map(PlanLine::item).toList();
    DataLoss.ofEach(items).forEach(loss -> loss.ifPresent(reporter::warn));
    StatementNotes.of(base, items)
        .forEach(notes -> notes.forEach(note -> reporter.info("Note: " + note)));
    List<OpenQuestion> questions = OpenQuestion.of(plan, file);
    open = questions.size();
    questions.forEach(question -> reporter.warn("Resolve " + question));
  }
}
