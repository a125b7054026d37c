package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans after answers to their open questions.
 *
 * @param plans in order
 * @param problems why answers cannot be used; then the plans are those before the answers
 * @param lost comments of a person whose statement is gone
 */
record AnsweredPlans(List<Plan> plans, List<String> problems, List<String> lost) {
  AnsweredPlans {
    plans = List.copyOf(plans);
    problems = List.copyOf(problems);
    lost = List.copyOf(lost);
  }

  /**
   * Gives the plans answers. Each answer applies to all questions that it fits. Their order does
   * not matter.
   *
   * @param base the shape before the first plan
   */
  static AnsweredPlans of(Shape base, List<Plan> plans, List<String> answers) {
    Answering answering = new Answering(answers);
    List<Plan> decided = plans.stream().map(answering::decided).toList();
    List<Plan> filled = answering.filled(base, decided);
    List<String> problems = answering.problems();
    return problems.isEmpty()
        ? new AnsweredPlans(filled, problems, answering.lost)
        : new AnsweredPlans(plans, problems, List.of());
  }

  /** The answers and what has become of each. */
  private static final class Answering {
    private final List<String> answers;
    private final Set<String> used = new HashSet<>();
    private final Map<String, List<Diagnostic>> unreadable = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    Answering(List<String> answers) {
      this.answers = answers;
    }

    List<String> problems() {
      answers.stream()
          .filter(answer -> problems.isEmpty() && !used.contains(answer))
          .map(this::problem)
          .toList()
          .forEach(problems::add);
      return problems;
    }

    /** A value that does not fit its field has a reason of its own. */
    private String problem(String answer) {
      return unreadable.getOrDefault(answer, List.of()).stream()
          .filter(problem -> problem.code() == DiagnosticCode.PLAN_VALUE)
          .findFirst()
          .map(problem -> "`%s` does not fit: %s.".formatted(answer, problem.message()))
          .orElseGet(() -> "`%s` answers no open question.".formatted(answer));
    }

    Plan decided(Plan plan) {
      List<PlanLine> lines = new ArrayList<>();
      for (PlanLine line : plan.lines()) {
        Optional<Decision> decision =
            line.item() instanceof Choice choice ? decision(choice) : Optional.empty();
        if (decision.isEmpty()) {
          lines.add(line);
        } else {
          lines.addAll(chosen(line, decision.get()));
        }
      }
      return new Plan(plan.migration(), lines);
    }

    private Optional<Decision> decision(Choice choice) {
      Optional<Decision> decision = Optional.empty();
      String first = "";
      for (String answer : answers) {
        Optional<Decision> next = ChoiceAnswer.of(answer).decides(choice);
        if (next.isPresent()) {
          used.add(answer);
          if (decision.isPresent() && !decision.equals(next)) {
            problems.add(
                "`%s` and `%s` are different answers to one question.".formatted(first, answer));
          }
          first = answer;
          decision = next;
        }
      }
      return decision;
    }

    /** The statements of the option; the comment that asked goes with the question. */
    private List<PlanLine> chosen(PlanLine line, Decision decision) {
      List<String> own = QuestionComment.without(line.above());
      List<PlanStatement> statements = line.item().statements(decision);
      if (statements.isEmpty()) {
        lost.addAll(own);
        lost.addAll(line.below());
      }
      List<PlanLine> lines = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        boolean last = i == statements.size() - 1;
        lines.add(
            new PlanLine(
                statements.get(i),
                i == 0 ? own : List.of(),
                Optional.empty(),
                last ? line.below() : List.of()));
      }
      return lines;
    }

    /** Puts the values that the answers give into the statements that ask for one. */
    List<Plan> filled(Shape base, List<Plan> plans) {
      List<String> values = answers.stream().filter(answer -> !used.contains(answer)).toList();
      List<Plan> filled = new ArrayList<>();
      Shape shape = base;
      for (Plan plan : plans) {
        shape = after(shape, plan);
        Plan result = plan;
        for (String text : values) {
          AnswerReader.Result read = AnswerReader.read(SourceText.of("answer", text), shape);
          if (read.answers().isEmpty()) {
            unreadable.put(text, read.diagnostics());
          }
          for (Answer answer : read.answers()) {
            Plan next = OpenValues.filled(result, answer);
            if (!next.equals(result)) {
              used.add(text);
              result = next;
            }
          }
        }
        filled.add(result);
      }
      return filled;
    }

    private static Shape after(Shape before, Plan plan) {
      try {
        return Replay.run(before, plan.statements(Decision.EITHER));
      } catch (PlanFault fault) {
        return before;
      }
    }
  }
}
