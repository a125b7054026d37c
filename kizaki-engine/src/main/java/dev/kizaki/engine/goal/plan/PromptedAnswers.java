package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks a person the open questions of a plan, one after the other. A reply is read in the same way
 * as an answer on the command line. Each answer leads to a new plan, because an answer may raise
 * further questions and answer others. No file is written before the last question.
 */
final class PromptedAnswers {
  private static final String ENDED =
      """
      The input ended before the last question, so nothing was written.
      Run `mvn kizaki:plan` again; Enter alone leaves a question open.\
      """;

  private final Prompter prompter;
  private final Shape target;
  private final Function<List<Answer>, PlannedMigration> planner;
  private final Consumer<String> report;
  private final Set<String> skipped = new HashSet<>();

  /** All answers so far; {@link #planned} is the plan with them. */
  private List<Answer> answers;

  private PlannedMigration planned;

  /** The number of questions asked so far. */
  private int asked;

  private PromptedAnswers(
      Prompter prompter,
      Shape target,
      List<Answer> given,
      PlannedMigration planned,
      Function<List<Answer>, PlannedMigration> planner,
      Consumer<String> report) {
    this.prompter = prompter;
    this.target = target;
    this.answers = List.copyOf(given);
    this.planned = planned;
    this.planner = planner;
    this.report = report;
  }

  /**
   * Asks the open questions and returns the plan with the answers.
   *
   * @param given the answers with which {@code planned} was made
   * @param planner makes the plan with other answers
   * @param report receives what an answer does beyond its question
   * @throws Refusal when the input ends before the last question
   */
  static AnsweredPlan complete(
      PlannedMigration planned,
      List<Answer> given,
      Prompter prompter,
      Shape target,
      Function<List<Answer>, PlannedMigration> planner,
      Consumer<String> report) {
    return new PromptedAnswers(prompter, target, given, planned, planner, report).complete();
  }

  private AnsweredPlan complete() {
    List<String> introduction = introduction(planned.plan().questions().size());
    Optional<PlanQuestion> next = next();
    while (next.isPresent()) {
      ask(next.get(), introduction);
      introduction = List.of("");
      next = next();
    }
    return new AnsweredPlan(planned, answers);
  }

  private static List<String> introduction(int questions) {
    return List.of(
        "",
        "The plan asks %s. Ctrl-C ends without writing."
            .formatted(Plurals.count(questions, "question")),
        "");
  }

  /** Which question this is, if there is more than one. The number of questions may still grow. */
  private Optional<String> position() {
    asked++;
    long open =
        planned.plan().questions().stream()
            .filter(question -> !skipped.contains(question.subject()))
            .count();
    return asked + open - 1 == 1
        ? Optional.empty()
        : Optional.of("%d of %d".formatted(asked, asked + open - 1));
  }

  /** The first open question that the person has not skipped. */
  private Optional<PlanQuestion> next() {
    return planned.plan().questions().stream()
        .filter(question -> !skipped.contains(question.subject()))
        .findFirst();
  }

  /** Asks until there is a reply that fits, or the person skips the question. */
  private void ask(PlanQuestion question, List<String> introduction) {
    List<String> lines = new ArrayList<>(introduction);
    position().ifPresent(lines::add);
    lines.addAll(QuestionLines.of(question));
    while (true) {
      String reply =
          prompter
              .ask(lines, QuestionLines.prompt(question))
              .orElseThrow(() -> new Refusal(RefusalCode.QUESTIONS_CUT_OFF, ENDED))
              .strip();
      if (reply.isEmpty()) {
        skipped.add(question.subject());
        return;
      }
      if (reply.equals("?")) {
        lines = separated(QuestionLines.help(question, true));
      } else {
        List<String> reasons = take(question, reply);
        if (reasons.isEmpty()) {
          return;
        }
        lines = separated(reasons);
      }
    }
  }

  private static List<String> separated(List<String> lines) {
    List<String> separated = new ArrayList<>(List.of(""));
    lines.forEach(line -> separated.addAll(QuestionLines.wrapped(line)));
    separated.add("");
    return separated;
  }

  /**
   * Makes the plan again with a reply as a further answer.
   *
   * @return why the reply is not an answer, and then the plan stays the same; empty if it is one
   */
  private List<String> take(PlanQuestion question, String reply) {
    Optional<String> text = ReplyReader.answer(question, reply);
    if (text.isEmpty()) {
      return List.of(
          "Type a number from 1 to %d, or ? for help.".formatted(question.options().size()));
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
    List<Answer> settled =
        read.dropsAndAdds() ? DropAndAdd.settle(all, planner, report) : List.copyOf(all);
    PlannedMigration next = planner.apply(settled);
    if (!next.unused().isEmpty()) {
      return next.unused().stream().map(UnusedAnswer::sentence).toList();
    }
    answers = settled;
    planned = next;
    return List.of();
  }

  /** Leaves out the hint of a syntax error: it shows whole answers even if a value is expected. */
  private static String sentence(Diagnostic problem) {
    String words = problem.span().text().lines().collect(Collectors.joining(" "));
    return problem
        .hint()
        .filter(hint -> problem.code() != DiagnosticCode.PLAN_SYNTAX)
        .map(hint -> "`%s` does not fit: %s (%s).".formatted(words, problem.message(), hint))
        .orElseGet(() -> "`%s` does not fit: %s.".formatted(words, problem.message()));
  }
}
