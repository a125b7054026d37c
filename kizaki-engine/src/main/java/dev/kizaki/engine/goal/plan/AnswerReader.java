package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.compile.LiteralReader;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads answers that are written as fragments of the plan language. */
public final class AnswerReader {
  private final List<Answer> answers = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Shape target;
  private boolean dropsAndAdds;

  /**
   * The answers that were read, and the errors in the text.
   *
   * @param dropsAndAdds whether {@code drop and add} is among them: no rename is made about which
   *     there is no other answer
   */
  public record Result(List<Answer> answers, boolean dropsAndAdds, List<Diagnostic> diagnostics) {
    public Result {
      answers = List.copyOf(answers);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  private AnswerReader(Shape target) {
    this.target = target;
  }

  /**
   * @param target the shape that the plan leads to; it has the types of the fields for which
   *     answers give values
   */
  public static Result read(SourceText source, Shape target) {
    ParseResult<AnswerFile> parsed = InspireParser.parseAnswers(source);
    AnswerReader reader = new AnswerReader(target);
    reader.problems.addAll(parsed.diagnostics());
    parsed.tree().answers().forEach(reader::answer);
    return new Result(reader.answers, reader.dropsAndAdds, reader.problems);
  }

  private void answer(AnswerNode node) {
    if (node instanceof AnswerNode.Statement statement) {
      PlanReader.statement(statement.statement(), problems::add)
          .ifPresent(read -> statement(node, read));
    } else if (node instanceof AnswerNode.DropValue drop) {
      drop(value(drop.value()));
    } else if (node instanceof AnswerNode.Change change) {
      answers.add(new Answer.Change(fieldElement(change.field()), Optional.empty()));
    } else if (node instanceof AnswerNode.DropAndAdd) {
      dropsAndAdds = true;
    } else if (node instanceof AnswerNode.Backfill backfill) {
      NamedElement field = fieldElement(backfill.field());
      value(
          backfill.field(),
          backfill.value(),
          value -> new Answer.Backfill(field, value, Optional.empty()));
    } else if (node instanceof AnswerNode.Using using) {
      NamedElement field = fieldElement(using.field());
      value(
          using.field(), using.value(), value -> new Answer.Using(field, value, Optional.empty()));
    } else {
      rows((AnswerNode.Rows) node);
    }
  }

  private void rows(AnswerNode.Rows rows) {
    Optional<FieldPath> other = rows.replacement();
    if (other.filter(path -> !sameOwner(path, rows.value())).isPresent()) {
      refuse(
          rows.span(),
          "rows can only get another value of %s".formatted(rows.value().owner().text()));
      return;
    }
    rows(rows, new Answer.Rows(value(rows.value()), other.map(path -> path.member().text())));
  }

  private void rows(AnswerNode node, Answer.Rows rows) {
    String enumName = rows.value().owner();
    List<String> values = target.enumType(enumName).map(EnumType::values).orElse(List.of());
    Optional<String> unknown =
        rows.replacement().filter(label -> !values.isEmpty() && !values.contains(label));
    if (unknown.isPresent()) {
      problems.add(
          Diagnostic.error(
                  DiagnosticCode.PLAN_VALUE,
                  node.span(),
                  "%s has no value %s".formatted(enumName, unknown.get()))
              .withHint(
                  DidYouMean.hint(unknown.get(), "", values)
                      .or(() -> Optional.of("it has " + String.join(", ", values)))));
      return;
    }
    answers.add(rows);
  }

  private static boolean sameOwner(FieldPath one, FieldPath other) {
    return one.owner().text().equals(other.owner().text());
  }

  private void statement(AnswerNode node, PlanStatement statement) {
    if (statement instanceof RenameStatement rename) {
      answers.add(new Answer.Rename(rename.element(), rename.to()));
    } else if (statement instanceof DropEnumValue drop) {
      dropValue(node, drop);
    } else if (statement instanceof ChangeObject change && change.isNone() && !change.isOpen()) {
      answers.add(new Answer.RightText(change.element()));
    } else if (statement instanceof DropField drop && drop.keep().isPresent()) {
      refuse(node.span(), "keep answers no question; write it into the plan");
    } else if (statement.verb() == Verb.DROP
        && statement.element() instanceof NamedElement dropped) {
      drop(dropped);
    } else {
      refuse(
          node.span(),
          statement instanceof AddField
              ? "an add is not an answer; write the value for rows as `Entity.field backfill value`"
              : "an answer is a rename, a drop, or a value for rows");
    }
  }

  private void dropValue(AnswerNode node, DropEnumValue drop) {
    NamedElement value = drop.element();
    drop(value);
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      rows(node, new Answer.Rows(value, Optional.of(other.value())));
    } else if (drop.replacement() instanceof DropEnumValue.None) {
      answers.add(new Answer.Rows(value, Optional.empty()));
    }
  }

  private void drop(NamedElement element) {
    answers.add(new Answer.Drop(element, Optional.empty()));
  }

  /**
   * Adds the answer, unless there is an error in its value.
   *
   * @param value absent if there are no rows
   */
  private void value(
      FieldPath path, Optional<Value> value, Function<Optional<PlanValue>, Answer> answer) {
    if (value.isEmpty()) {
      answers.add(answer.apply(Optional.empty()));
      return;
    }
    Optional<FieldType> type =
        target
            .field(path.owner().text(), path.member().text())
            .flatMap(field -> target.columnType(field.type()));
    if (type.isEmpty()) {
      String written = fieldElement(path).path();
      problems.add(
          Diagnostic.error(
                  DiagnosticCode.PLAN_VALUE, path.span(), "there is no field %s".formatted(written))
              .withHint(DidYouMean.hint(written, "", fieldPaths())));
      return;
    }
    PlanReader.value(value.get(), type.get(), problems::add)
        .filter(read -> fits(read, value.get(), type.get()))
        .ifPresent(read -> answers.add(answer.apply(Optional.of(read))));
  }

  /** Whether a literal fits its type. The parser cannot check that an enum has the value. */
  private boolean fits(PlanValue read, Value value, FieldType type) {
    if (read instanceof PlanValue.Literal
        && LiteralReader.fit(target, type, value) instanceof Fit.Mismatch<?> misfit) {
      problems.add(
          Diagnostic.error(DiagnosticCode.PLAN_VALUE, value.span(), misfit.problem())
              .withHint(misfit.hint()));
      return false;
    }
    return true;
  }

  private List<String> fieldPaths() {
    return target.entities().stream()
        .flatMap(
            entity ->
                entity.fields().stream()
                    .map(field -> SchemaElement.field(entity.name(), field.name()).path()))
        .toList();
  }

  private static NamedElement value(FieldPath path) {
    return SchemaElement.value(path.owner().text(), path.member().text());
  }

  private static NamedElement fieldElement(FieldPath path) {
    return SchemaElement.field(path.owner().text(), path.member().text());
  }

  private void refuse(SourceSpan span, String message) {
    problems.add(Diagnostic.error(DiagnosticCode.PLAN_VALUE, span, message));
  }
}
