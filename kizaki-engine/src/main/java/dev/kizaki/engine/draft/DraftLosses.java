package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists what a draft contains and the plan that replaces it does not, one line for each. */
final class DraftLosses {
  private DraftLosses() {}

  /** The lost answers, then the lost statements in the order of the draft, then the comments. */
  static List<String> of(Draft draft, HandWrittenPlacement placement, List<String> lostComments) {
    List<PlanStatement> lost = new ArrayList<>(placement.rejected());
    if (draft.edited()) {
      lost.addAll(lostEdits(draft, placement.plan()));
    }
    return Stream.of(
            lostAnswers(placement.plan(), lost).stream(),
            HandWrittenStatements.statements(draft.plan().lines()).stream()
                .filter(lost::contains)
                .map(DraftLosses::firstLine),
            lostComments.stream().map(PlanPrinter::comment))
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  /** The statements of an edited draft that the plan does not contain. */
  private static List<PlanStatement> lostEdits(Draft draft, PlanCandidate plan) {
    List<PlanStatement> planned = HandWrittenStatements.statements(plan.lines());
    return HandWrittenStatements.statements(draft.plan().lines()).stream()
        .filter(statement -> !statement.isOpen() && !planned.contains(statement))
        .toList();
  }

  /** The unused answers of the draft that neither the plan nor a lost statement states. */
  private static List<String> lostAnswers(PlanCandidate plan, List<PlanStatement> lost) {
    Set<String> stated = new HashSet<>(plan.statedAnswers());
    stated.addAll(PlanCandidate.statedAnswers(lost.stream().map(PlanLine::of).toList()));
    return plan.answers().unusedKept().stream()
        .map(Answer::text)
        .filter(text -> !stated.contains(text))
        .toList();
  }

  private static String firstLine(PlanStatement statement) {
    String text = StatementText.of(statement);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end) + " …";
  }
}
