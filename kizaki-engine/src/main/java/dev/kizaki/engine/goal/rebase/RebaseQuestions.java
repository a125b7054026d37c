package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.ExampleAnswer;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.planner.PlanQuestion.AnswerTemplate;
import dev.kizaki.engine.planner.PlanQuestion.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The open questions of plans, in order, with the answers that {@link AnsweredPlans} reads. */
final class RebaseQuestions {
  private RebaseQuestions() {}

  static List<PlanQuestion> of(List<Plan> plans) {
    List<Choice> choices =
        plans.stream()
            .flatMap(plan -> plan.lines().stream())
            .map(PlanLine::item)
            .filter(Choice.class::isInstance)
            .map(Choice.class::cast)
            .toList();
    return plans.stream()
        .flatMap(
            plan ->
                plan.lines().stream().flatMap(line -> question(plan.migration(), line, choices)))
        .toList();
  }

  private static Stream<PlanQuestion> question(
      String migration, PlanLine line, List<Choice> choices) {
    PlanItem item = line.item();
    if (item instanceof Choice choice) {
      List<Option> options = new ArrayList<>();
      for (Decision decision : Decision.values()) {
        ChoiceAnswer.text(choice, decision, choices)
            .map(answer -> option(migration, choice, decision, answer))
            .ifPresent(options::add);
      }
      return options.isEmpty()
          ? Stream.empty()
          : Stream.of(
              new PlanQuestion(
                  asked(migration, QuestionComment.of(line.above())), options, Optional.empty()));
    }
    if (item instanceof ChangeObject change && change.isOpen()) {
      return Stream.of(text(line, change));
    }
    return item.isOpen() ? values((PlanStatement) item) : Stream.empty();
  }

  private static PlanQuestion text(PlanLine line, ChangeObject change) {
    String right = StatementText.of(ChangeObject.none(change.name()));
    return new PlanQuestion(
        line.above().isEmpty()
            ? List.of("Is the text of %s still right?".formatted(change.name()))
            : line.above(),
        List.of(
            new Option(
                right,
                List.of("the text is right"),
                "it stays as it is; else change it in the schema and plan again",
                List.of(right))),
        Optional.empty());
  }

  private static List<String> asked(String migration, List<String> comments) {
    return comments.isEmpty() ? List.of("Which statements of %s?".formatted(migration)) : comments;
  }

  private static Option option(String migration, Choice choice, Decision decision, String answer) {
    List<String> statements = choice.statements(decision).stream().map(StatementText::of).toList();
    return statements.isEmpty()
        ? new Option(
            answer,
            List.of("nothing"),
            choice.statements(Decision.EITHER).isEmpty()
                ? "the plan needs no statement"
                : "the change of %s is given up".formatted(migration),
            List.of())
        : new Option(answer, statements.stream().flatMap(String::lines).toList(), "", statements);
  }

  /** A question for each value of the statement that is open. */
  private static Stream<PlanQuestion> values(PlanStatement statement) {
    List<PlanQuestion> questions = new ArrayList<>();
    if (statement instanceof ChangeField change) {
      String path = change.element().path();
      if (OpenValues.isOpen(change.using())) {
        questions.add(
            value(
                statement,
                "How are the values converted?",
                new AnswerTemplate(
                    path + " using",
                    "",
                    ExampleAnswer.keeping("sql(\"…\")"),
                    "PostgreSQL's cast converts them")));
      }
      if (OpenValues.isOpen(change.backfill())) {
        questions.add(value(statement, backfill(path)));
      }
    } else if (statement instanceof AddField add) {
      questions.add(value(statement, backfill(add.element().path())));
    } else if (statement instanceof DropEnumValue drop) {
      questions.add(
          value(
              statement,
              "What do rows with this value get?",
              new AnswerTemplate(
                  drop.element().path() + " ->",
                  drop.enumName(),
                  ExampleAnswer.keeping(PlanQuestion.NONE),
                  "there are no such rows; apply checks that")));
    }
    return questions.stream();
  }

  private static AnswerTemplate backfill(String path) {
    return new AnswerTemplate(
        path + " backfill",
        "",
        ExampleAnswer.keeping("sql(\"…\")"),
        "there are no such rows; apply checks that");
  }

  private static PlanQuestion value(PlanStatement statement, AnswerTemplate template) {
    return value(statement, "What do rows without a value get?", template);
  }

  private static PlanQuestion value(
      PlanStatement statement, String asked, AnswerTemplate template) {
    return new PlanQuestion(
        List.of(ChoiceAnswer.text(statement), asked), List.of(), Optional.of(template));
  }
}
