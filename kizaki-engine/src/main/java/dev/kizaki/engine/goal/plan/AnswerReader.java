package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.compile.LiteralReader;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Kind;
import dev.kizaki.engine.planner.Subject;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
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

/** Reads answers that are given as fragments of the plan language. */
public final class AnswerReader {
  private final List<Answer> answers = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Shape target;

  /** What was read, and what is wrong with it. */
  public record Result(List<Answer> answers, List<Diagnostic> diagnostics) {
    public Result {
      answers = List.copyOf(answers);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  private AnswerReader(Shape target) {
    this.target = target;
  }

  /**
   * @param target the shape that is planned for, which knows the types of the fields that answers
   *     give values to
   */
  public static Result read(SourceText source, Shape target) {
    ParseResult<AnswerFile> parsed = InspireParser.parseAnswers(source);
    AnswerReader reader = new AnswerReader(target);
    reader.problems.addAll(parsed.diagnostics());
    parsed.tree().answers().forEach(reader::answer);
    return new Result(reader.answers, reader.problems);
  }

  private void answer(AnswerNode node) {
    if (node instanceof AnswerNode.Statement statement) {
      PlanReader.statement(statement.statement(), problems::add)
          .ifPresent(read -> statement(node, read));
    } else if (node instanceof AnswerNode.DropValue drop) {
      drop(value(drop.value()));
    } else if (node instanceof AnswerNode.Backfill backfill) {
      value(backfill.field(), backfill.value())
          .ifPresent(
              value ->
                  answers.add(
                      new Answer.Backfill(subject(backfill.field()), value, Optional.empty())));
    } else if (node instanceof AnswerNode.Using using) {
      value(using.field(), using.value())
          .ifPresent(
              value ->
                  answers.add(new Answer.Using(subject(using.field()), value, Optional.empty())));
    } else {
      rows((AnswerNode.Rows) node);
    }
  }

  private void rows(AnswerNode.Rows rows) {
    Optional<FieldPath> other = rows.replacement();
    if (other.filter(path -> !sameOwner(path, rows.value())).isPresent()) {
      refuse(rows.span(), "rows can only get another value of " + rows.value().owner().text());
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
                  enumName + " has no value " + unknown.get())
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
    if (statement instanceof RenameEntity rename) {
      rename(new Subject(Kind.ENTITY, "", rename.from()), rename.to());
    } else if (statement instanceof RenameEnum rename) {
      rename(new Subject(Kind.ENUM, "", rename.from()), rename.to());
    } else if (statement instanceof RenameField rename) {
      rename(new Subject(Kind.FIELD, rename.entity(), rename.from()), rename.to());
    } else if (statement instanceof RenameEnumValue rename) {
      rename(new Subject(Kind.VALUE, rename.enumName(), rename.from()), rename.to());
    } else if (statement instanceof DropEntity drop) {
      drop(new Subject(Kind.ENTITY, "", drop.entity()));
    } else if (statement instanceof DropEnum drop) {
      drop(new Subject(Kind.ENUM, "", drop.enumName()));
    } else if (statement instanceof DropField drop) {
      drop(new Subject(Kind.FIELD, drop.entity(), drop.field()));
    } else if (statement instanceof DropEnumValue drop) {
      dropValue(node, drop);
    } else {
      refuse(
          node.span(),
          statement instanceof AddField
              ? "an add is no answer; say what rows get with `Entity.field backfill value`"
              : "an answer is a rename, a drop, or what rows get");
    }
  }

  private void dropValue(AnswerNode node, DropEnumValue drop) {
    Subject value = new Subject(Kind.VALUE, drop.enumName(), drop.value());
    drop(value);
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      rows(node, new Answer.Rows(value, Optional.of(other.value())));
    } else if (drop.replacement() instanceof DropEnumValue.None) {
      answers.add(new Answer.Rows(value, Optional.empty()));
    }
  }

  private void rename(Subject from, String to) {
    answers.add(new Answer.Rename(from, to));
  }

  private void drop(Subject subject) {
    answers.add(new Answer.Drop(subject, Optional.empty()));
  }

  /** Outer absence: a problem was said. Inner absence: there are no rows. */
  private Optional<Optional<PlanValue>> value(FieldPath path, Optional<Value> value) {
    if (value.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    Optional<FieldType> type =
        target
            .field(path.owner().text(), path.member().text())
            .flatMap(field -> target.columnType(field.type()));
    if (type.isEmpty()) {
      return refuse(
          path.span(), "there is no field " + path.owner().text() + "." + path.member().text());
    }
    return PlanReader.value(value.get(), type.get(), problems::add)
        .filter(read -> fits(read, value.get(), type.get()))
        .map(Optional::of);
  }

  /** Whether a literal is among its enum's values, which reading it alone cannot know. */
  private boolean fits(PlanValue read, Value value, FieldType type) {
    if (read instanceof PlanValue.Literal
        && LiteralReader.fit(target, type, value) instanceof Fit.Misfit<?> misfit) {
      problems.add(
          Diagnostic.error(DiagnosticCode.PLAN_VALUE, value.span(), misfit.problem())
              .withHint(misfit.hint()));
      return false;
    }
    return true;
  }

  private static Subject value(FieldPath path) {
    return new Subject(Kind.VALUE, path.owner().text(), path.member().text());
  }

  private static Subject subject(FieldPath path) {
    return new Subject(Kind.FIELD, path.owner().text(), path.member().text());
  }

  private <T> Optional<T> refuse(SourceSpan span, String message) {
    problems.add(Diagnostic.error(DiagnosticCode.PLAN_VALUE, span, message));
    return Optional.empty();
  }
}
