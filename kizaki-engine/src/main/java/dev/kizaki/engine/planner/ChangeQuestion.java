package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Question;
import java.util.List;

/** A question that the comparison of two schemas cannot answer. */
public sealed interface ChangeQuestion extends Question
    permits RenameQuestion, BackfillQuestion, ConversionQuestion, RemovedValueQuestion {
  /** The question in lines, without its answers: for a place that lists the answers itself. */
  List<String> asked();
}
