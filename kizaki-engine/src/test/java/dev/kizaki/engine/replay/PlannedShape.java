package dev.kizaki.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;

/** Shapes from texts. */
final class PlannedShape {
  private PlannedShape() {}

  /** The shape of a valid schema. */
  static Shape of(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }

  /**
   * The shape after a plan of one statement.
   *
   * @throws PlanFault when the statement is invalid
   */
  static Shape after(Shape before, String statement) {
    PlanText plan =
        PlanReader.read(SourceText.of("p", "migration \"0002_x\" {\n  " + statement + "\n}\n"));
    assertThat(plan.diagnostics()).as(statement).isEmpty();
    return Replay.proven(before, plan.plan().statements());
  }
}
