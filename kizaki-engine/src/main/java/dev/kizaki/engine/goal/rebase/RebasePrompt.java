package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.goal.plan.QuestionLines;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a person the open questions of rebased plans. No file is written before the last one. */
final class RebasePrompt {
  private final Shape base;
  private final Prompter prompter;
  private final Set<String> skipped = new HashSet<>();
  private final List<String> lost = new ArrayList<>();
  private List<Plan> plans;

  private RebasePrompt(Shape base, List<Plan> plans, Prompter prompter) {
    this.base = base;
    this.plans = plans;
    this.prompter = prompter;
  }

  /**
   * Returns the plans with the answers of the person.
   *
   * @param base the shape before the first plan
   * @throws Refusal when the input ends before the last question
   */
  static AnsweredPlans complete(Shape base, List<Plan> plans, Prompter prompter) {
    RebasePrompt prompt = new RebasePrompt(base, plans, prompter);
    prompt.askAll();
    return new AnsweredPlans(prompt.plans, List.of(), prompt.lost);
  }

  private void askAll() {
    List<String> before =
        List.of(
            "",
            "The rebase asks %s. Ctrl-C ends without writing."
                .formatted(Plurals.count(RebaseQuestions.of(plans).size(), "question")),
            "");
    Optional<PlanQuestion> next = next();
    while (next.isPresent()) {
      ask(next.get(), before);
      before = List.of("");
      next = next();
    }
  }

  private Optional<PlanQuestion> next() {
    return RebaseQuestions.of(plans).stream()
        .filter(question -> !skipped.contains(question.subject()))
        .findFirst();
  }

  /** Asks until a reply fits, or the person leaves the question open. */
  private void ask(PlanQuestion question, List<String> introduction) {
    List<String> lines = new ArrayList<>(introduction);
    lines.addAll(QuestionLines.of(question));
    while (true) {
      String reply =
          prompter
              .ask(lines, QuestionLines.prompt(question))
              .orElseThrow(RebasePrompt::ended)
              .strip();
      if (reply.isEmpty()) {
        skipped.add(question.subject());
        return;
      }
      if (reply.equals("?")) {
        lines = separated(QuestionLines.help(question, false));
      } else {
        AnsweredPlans answered = answered(question, reply);
        if (answered.problems().isEmpty()) {
          plans = answered.plans();
          lost.addAll(answered.lost());
          return;
        }
        lines = separated(answered.problems());
      }
    }
  }

  private AnsweredPlans answered(PlanQuestion question, String reply) {
    for (int number = 1; number <= question.options().size(); number++) {
      if (reply.equals(Integer.toString(number))) {
        return AnsweredPlans.of(base, plans, List.of(question.options().get(number - 1).answer()));
      }
    }
    AnsweredPlans whole = AnsweredPlans.of(base, plans, List.of(reply));
    return whole.problems().isEmpty() || question.template().isEmpty()
        ? whole
        : AnsweredPlans.of(base, plans, List.of(question.template().get().with(reply)));
  }

  private static Refusal ended() {
    return new Refusal(
        RefusalCode.REBASE_ANSWER,
        """
        The input ended before the last question, so nothing was written.
        Run `mvn kizaki:rebase` again; Enter alone leaves a question open.\
        """);
  }

  private static List<String> separated(List<String> lines) {
    List<String> separated = new ArrayList<>(List.of(""));
    lines.forEach(line -> separated.addAll(QuestionLines.wrapped(line)));
    separated.add("");
    return separated;
  }
}
