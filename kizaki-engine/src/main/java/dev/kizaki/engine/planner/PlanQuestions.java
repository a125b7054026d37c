package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanQuestion.AnswerTemplate;
import dev.kizaki.engine.planner.PlanQuestion.Option;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the open questions of a plan in its order, each with possible answers. */
final class PlanQuestions {
  /** If an enum has more values than this, they are not listed. */
  private static final int LISTED_VALUES = 9;

  /** The example if no better one is known. */
  private static final ExampleAnswer SOME_SQL = ExampleAnswer.keeping("sql(\"…\")");

  private static final String NO_ROWS = "there are no such rows; apply checks that";

  private final PlannerResult result;
  private final List<PlanQuestion> questions = new ArrayList<>();

  private PlanQuestions(PlannerResult result) {
    this.result = result;
  }

  static List<PlanQuestion> of(PlannerResult result) {
    PlanQuestions found = new PlanQuestions(result);
    result.lines().forEach(found::line);
    return List.copyOf(found.questions);
  }

  private void line(PlanLine line) {
    if (line.item() instanceof Choice choice) {
      Optional<RenameQuestion> question = question(line, RenameQuestion.class);
      questions.add(
          new PlanQuestion(
              Stream.concat(
                      question.stream().flatMap(asked -> asked.asked().stream()),
                      line.above().stream())
                  .toList(),
              RenameOptions.of(choice, question),
              Optional.empty()));
    } else if (line.item() instanceof AddField add && add.isOpen()) {
      AddField bare = new AddField(add.entity(), add.field(), add.annotations(), Optional.empty());
      fill(asked(bare, line), add.entity(), add.field(), question(line, BackfillQuestion.class));
    } else if (line.item() instanceof ChangeField change && change.isOpen()) {
      change(line, change);
    } else if (line.item() instanceof DropEnumValue drop && drop.isOpen()) {
      rows(line, drop);
    } else if (line.item() instanceof ChangeObject change && change.isOpen()) {
      text(line, change);
    }
  }

  private void text(PlanLine line, ChangeObject change) {
    String right = StatementText.of(ChangeObject.none(change.name()));
    questions.add(
        new PlanQuestion(
            asked("object " + change.name(), line),
            List.of(
                new Option(
                    right,
                    List.of("the text is right"),
                    "it stays as it is; else change it in the schema and plan again",
                    List.of(right))),
            Optional.empty()));
  }

  private static List<String> asked(PlanStatement bare, PlanLine line) {
    return asked(StatementText.of(bare), line);
  }

  private static List<String> asked(String statement, PlanLine line) {
    return Stream.of(
            line.above().stream(),
            Stream.of(statement),
            line.beside().stream(),
            question(line, ChangeQuestion.class).stream().flatMap(each -> each.asked().stream()))
        .flatMap(each -> each)
        .toList();
  }

  /**
   * Returns the question of the line, if it has this type. A line that was read from a draft may
   * have none.
   */
  private static <T extends ChangeQuestion> Optional<T> question(PlanLine line, Class<T> kind) {
    return line.question().filter(kind::isInstance).map(kind::cast);
  }

  private void change(PlanLine line, ChangeField change) {
    ChangeField bare =
        new ChangeField(
            change.entity(),
            change.before(),
            change.after(),
            change.using().filter(value -> !isOpen(value)),
            change.backfill().filter(value -> !isOpen(value)),
            change.back());
    List<String> asked = asked(bare, line);
    Optional<ConversionQuestion> conversion = question(line, ConversionQuestion.class);
    if (change.using().filter(PlanQuestions::isOpen).isPresent()) {
      questions.add(
          new PlanQuestion(
              asked,
              List.of(),
              Optional.of(
                  new AnswerTemplate(
                      "%s.%s using".formatted(change.entity(), change.after().name()),
                      "",
                      conversion
                          .map(ConversionQuestion::example)
                          .orElseGet(() -> conversionExample(change))
                          .orElse(SOME_SQL),
                      "as PostgreSQL casts them; apply checks that it can"))));
    }
    if (change.backfill().filter(PlanQuestions::isOpen).isPresent()) {
      fill(
          asked,
          change.entity(),
          change.after(),
          conversion.isPresent()
              ? conversion.get().backfill()
              : question(line, BackfillQuestion.class));
    }
  }

  private static boolean isOpen(PlanValue value) {
    return value instanceof PlanValue.Unresolved;
  }

  private void fill(
      List<String> asked, String entity, Field field, Optional<BackfillQuestion> question) {
    String start = "%s.%s backfill".formatted(entity, field.name());
    questions.add(
        new PlanQuestion(
            asked,
            options(start, "", labels(field)),
            Optional.of(
                new AnswerTemplate(
                    start,
                    "",
                    question
                        .map(BackfillQuestion::example)
                        .orElseGet(() -> backfillExample(entity, field))
                        .map(ExampleAnswer::keeping)
                        .orElse(SOME_SQL),
                    NO_ROWS))));
  }

  /** The example for a line that was read from a draft and has no question. */
  private Optional<ExampleAnswer> conversionExample(ChangeField change) {
    return ExampleConversions.of(result.target(), result.target(), change.before(), change.after());
  }

  /** The example for a line that was read from a draft and has no question. */
  private Optional<String> backfillExample(String entity, Field field) {
    return result
        .target()
        .entity(entity)
        .flatMap(owner -> ExampleFills.of(result.target(), owner, field));
  }

  /** The values of the field's enum, if they are few. */
  private List<String> labels(Field field) {
    return field.type() instanceof FieldType.OfEnum ofEnum && !ofEnum.array()
        ? few(ofEnum.name())
        : List.of();
  }

  private List<String> few(String enumName) {
    return result
        .target()
        .enumType(enumName)
        .map(EnumType::values)
        .filter(values -> values.size() <= LISTED_VALUES)
        .orElse(List.of());
  }

  private void rows(PlanLine line, DropEnumValue drop) {
    String start = "%s.%s ->".formatted(drop.enumName(), drop.value());
    Optional<EnumType> enumType = result.target().enumType(drop.enumName());
    questions.add(
        new PlanQuestion(
            asked("drop value %s".formatted(drop.element().path()), line),
            options(start, drop.enumName() + ".", few(drop.enumName())),
            Optional.of(
                new AnswerTemplate(
                    start,
                    drop.enumName(),
                    enumType
                        .flatMap(found -> found.values().stream().findFirst())
                        .map(ExampleAnswer::keeping)
                        .orElse(ExampleAnswer.keeping(PlanQuestion.NONE)),
                    NO_ROWS))));
  }

  /**
   * Returns an option for each value of an enum, and one for {@code none}; no options if there are
   * no values.
   */
  private static List<Option> options(String start, String owner, List<String> labels) {
    List<Option> options = new ArrayList<>();
    labels.forEach(label -> options.add(option(start, owner + label, "")));
    if (!options.isEmpty()) {
      options.add(option(start, PlanQuestion.NONE, NO_ROWS));
    }
    return options;
  }

  private static Option option(String start, String value, String effect) {
    return new Option("%s %s".formatted(start, value), List.of(value), effect, List.of());
  }
}
