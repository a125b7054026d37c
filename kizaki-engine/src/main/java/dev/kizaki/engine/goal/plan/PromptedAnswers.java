package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Contradictions;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.planner.UnusedAnswer;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks a person what a plan leaves open, one question after the other. A reply is read as an answer
 * on the command line is, and each answer is planned once: a choice may raise further questions and
 * settle others. Nothing is written meanwhile.
 */
final class PromptedAnswers {
  private static final String ENDED =
      """
      The input ended before all questions were gone through, so nothing was written.
      Run `mvn kizaki:plan` again; Enter alone leaves a question open.\
      """;

  private final Prompter prompter;
  private final Shape target;
  private final Function<List<Answer>, PlannedMigration> planner;
  private final Set<String> leftOpen = new HashSet<>();

  /** All answers so far, and the plan with them. */
  private List<Answer> answers;

  private PlannedMigration planned;

  private PromptedAnswers(
      Prompter prompter,
      Shape target,
      List<Answer> given,
      PlannedMigration planned,
      Function<List<Answer>, PlannedMigration> planner) {
    this.prompter = prompter;
    this.target = target;
    this.answers = List.copyOf(given);
    this.planned = planned;
    this.planner = planner;
  }

  /**
   * The plan with the answers to what it leaves open.
   *
   * @param given the answers that the plan is made with
   * @param planner makes the plan with other answers
   * @throws Refusal when the input ends
   */
  static PlannedMigration complete(
      PlannedMigration planned,
      List<Answer> given,
      Prompter prompter,
      Shape target,
      Function<List<Answer>, PlannedMigration> planner) {
    return new PromptedAnswers(prompter, target, given, planned, planner).complete();
  }

  private PlannedMigration complete() {
    List<String> lead = lead(planned.plan().questions().size());
    Optional<PlanQuestion> next = next();
    while (next.isPresent()) {
      ask(next.get(), lead);
      lead = List.of("");
      next = next();
    }
    return planned;
  }

  private static List<String> lead(int questions) {
    return List.of(
        "",
        "The plan asks %s. Ctrl-C ends without writing."
            .formatted(Plurals.count(questions, "question")),
        "");
  }

  /** The first question that is open and was not left open. */
  private Optional<PlanQuestion> next() {
    return planned.plan().questions().stream()
        .filter(question -> !leftOpen.contains(question.subject()))
        .findFirst();
  }

  /** Asks until there is a reply that fits, or none is wanted now. */
  private void ask(PlanQuestion question, List<String> lead) {
    List<String> before = lead;
    while (true) {
      List<String> lines = new ArrayList<>(before);
      lines.addAll(QuestionLines.of(question));
      String reply =
          prompter
              .ask(lines, QuestionLines.prompt(question))
              .orElseThrow(() -> new Refusal(ENDED))
              .strip();
      if (reply.isEmpty()) {
        leftOpen.add(question.subject());
        return;
      }
      if (reply.equals("?")) {
        before = parted(QuestionLines.help(question));
      } else {
        List<String> reasons = take(question, reply);
        if (reasons.isEmpty()) {
          return;
        }
        before = parted(reasons);
      }
    }
  }

  private static List<String> parted(List<String> lines) {
    List<String> parted = new ArrayList<>(List.of(""));
    lines.forEach(line -> parted.addAll(QuestionLines.wrapped(line)));
    parted.add("");
    return parted;
  }

  /**
   * Plans with a reply as a further answer; if it is none, the plan stays and the reasons return.
   */
  private List<String> take(PlanQuestion question, String reply) {
    Optional<String> text = ReplyReader.answer(question, reply);
    if (text.isEmpty()) {
      return List.of("Type a number from 1 to " + question.options().size() + ", or ? for help.");
    }
    AnswerReader.Result read = AnswerReader.read(SourceText.of("reply", text.get()), target);
    if (!read.diagnostics().isEmpty()) {
      return read.diagnostics().stream().map(PromptedAnswers::sentence).toList();
    }
    List<Answer> all = new ArrayList<>(answers);
    read.answers().stream().filter(answer -> !all.contains(answer)).forEach(all::add);
    List<String> contradictions = Contradictions.among(all);
    if (!contradictions.isEmpty()) {
      return contradictions;
    }
    PlannedMigration next = planner.apply(all);
    if (!next.unused().isEmpty()) {
      return next.unused().stream().map(UnusedAnswer::sentence).toList();
    }
    answers = List.copyOf(all);
    planned = next;
    return List.of();
  }

  /** The hint of a syntax error shows whole answers, where a value may be asked for. */
  private static String sentence(Diagnostic problem) {
    String words = problem.span().text().lines().collect(Collectors.joining(" "));
    return problem
        .hint()
        .filter(hint -> problem.code() != DiagnosticCode.PLAN_SYNTAX)
        .map(hint -> "`%s` does not fit: %s (%s).".formatted(words, problem.message(), hint))
        .orElseGet(() -> "`%s` does not fit: %s.".formatted(words, problem.message()));
  }
}
