package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The decisions in a draft that a comparison cannot find: its renames, its drops although a similar
 * element was added, and the values that rows get. If a person deleted a value from the draft, the
 * answer is that there are no such rows.
 */
public final class KeptAnswers {
  private final List<PlanStatement> statements;
  private final NetRenames renames;
  private final List<Answer> answers = new ArrayList<>();

  private KeptAnswers(List<PlanStatement> statements) {
    this.statements = statements;
    this.renames = NetRenames.of(statements);
  }

  /** Returns the answers of a draft. Open choices contain none. */
  public static List<Answer> of(Plan draft) {
    KeptAnswers kept = new KeptAnswers(statements(draft).toList());
    for (int place = 0; place < kept.statements.size(); place++) {
      kept.renames.completedAt(place).ifPresent(kept.answers::add);
      kept.collect(kept.statements.get(place));
    }
    return List.copyOf(kept.answers);
  }

  /** Returns the statements over rows in the draft, because no comparison finds them. */
  public static List<PlanStatement> rows(Plan draft) {
    return statements(draft).filter(RowStatement.class::isInstance).toList();
  }

  private static Stream<PlanStatement> statements(Plan draft) {
    return draft.lines().stream()
        .map(PlanLine::item)
        .filter(PlanStatement.class::isInstance)
        .map(PlanStatement.class::cast);
  }

  private void collect(PlanStatement statement) {
    if (statement.verb() == Verb.DROP && statement.element() instanceof NamedElement dropped) {
      drop(dropped);
      if (statement instanceof DropEnumValue drop) {
        rows(drop);
      }
    } else if (statement instanceof AddField add) {
      backfill(add);
    } else if (statement instanceof ChangeField change) {
      change(change);
    } else if (statement instanceof ChangeObject change && change.isNone() && !change.isOpen()) {
      answers.add(new Answer.RightText(change.element()));
    } else if (statement instanceof ChangeObject change && change.madeAnew()) {
      answers.add(new Answer.MadeAnew(change.element(), change.create()));
    }
  }

  private void drop(NamedElement dropped) {
    Set<String> added =
        statements.stream()
            .filter(statement -> statement.verb() == Verb.ADD)
            .filter(statement -> !(statement instanceof AddSystemEntity))
            .map(PlanStatement::element)
            .filter(NamedElement.class::isInstance)
            .map(NamedElement.class::cast)
            .filter(each -> each.kind() == dropped.kind() && each.owner().equals(dropped.owner()))
            .map(NamedElement::name)
            .collect(Collectors.toSet());
    answers.add(new Answer.Drop(dropped, Optional.of(added)));
  }

  private void rows(DropEnumValue drop) {
    NamedElement value = drop.element();
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      answers.add(new Answer.Rows(value, Optional.of(other.value())));
    } else if (drop.replacement() instanceof DropEnumValue.None) {
      answers.add(new Answer.Rows(value, Optional.empty()));
    }
  }

  private void backfill(AddField add) {
    boolean needsFill = !add.field().nullable() && add.field().defaultValue().isEmpty();
    if (!add.isOpen() && (needsFill || add.backfill().isPresent())) {
      answers.add(
          new Answer.Backfill(add.element(), add.backfill(), Optional.of(add.field().type())));
    }
  }

  private void change(ChangeField change) {
    NamedElement field = SchemaElement.field(change.entity(), change.after().name());
    boolean newType = !change.before().type().equals(change.after().type());
    if (newType) {
      answers.add(
          new Answer.Change(
              field,
              Optional.of(new Answer.TypeChange(change.before().type(), change.after().type()))));
    }
    if (change.using().filter(PlanValue::isOpen).isEmpty()
        && (newType || change.using().isPresent())) {
      answers.add(
          new Answer.Using(
              field,
              change.using(),
              Optional.of(new Answer.TypeChange(change.before().type(), change.after().type()))));
    }
    boolean needsFill =
        change.before().nullable()
            && !change.after().nullable()
            && change.after().defaultValue().isEmpty();
    if (change.backfill().filter(PlanValue::isOpen).isEmpty()
        && (needsFill || change.backfill().isPresent())) {
      answers.add(
          new Answer.Backfill(field, change.backfill(), Optional.of(change.after().type())));
    }
  }
}
