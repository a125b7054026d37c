package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Question;
import java.util.List;

/** A question that the comparison of two shapes cannot answer. */
public sealed interface ChangeQuestion extends Question
    permits RenameQuestion,
        BackfillQuestion,
        ConversionQuestion,
        RemovedValueQuestion,
        ObjectTextQuestion {
  /**
   * The lines of the question without example answers, for output that lists the answers itself.
   */
  List<String> asked();
}
