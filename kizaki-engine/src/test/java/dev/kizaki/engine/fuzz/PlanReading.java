package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;

/** Reads plans and answers. */
final class PlanReading {
  private PlanReading() {}

  /** Reads a plan; one without errors is printed and read again. */
  static void plan(String text) {
    PlanText read = PlanReader.read(SourceText.of("plan.migration", text));
    DiagnosticPrinter.printAll(read.diagnostics());
    if (!read.hasErrors()) {
      comesBack(new Plan(read.plan().migration(), read.lines()));
    }
  }

  /** The plan, printed and read again, prints the same. */
  static void comesBack(Plan plan) {
    String printed = PlanPrinter.print(plan);
    PlanText again = PlanReader.read(SourceText.of("printed.migration", printed));
    assertThat(DiagnosticPrinter.printAll(again.diagnostics())).as(printed).isEmpty();
    assertThat(PlanPrinter.print(new Plan(again.plan().migration(), again.lines())))
        .isEqualTo(printed);
    assertThat(again.plan().isResolved()).isEqualTo(again.markers().isEmpty());
  }

  /** Reads answers about this shape. */
  static void answers(String text, Shape shape) {
    AnswerReader.Result read = AnswerReader.read(SourceText.of("answers", text), shape);
    DiagnosticPrinter.printAll(read.diagnostics());
  }
}
