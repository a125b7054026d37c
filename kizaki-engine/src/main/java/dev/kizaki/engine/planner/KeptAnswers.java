package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a draft says that a comparison could not know: its renames, what it drops although something
 * similar is new, and what rows get. A value that a person deleted says that there are no rows.
 */
public final class KeptAnswers {
  private final List<PlanStatement> statements;
  private final List<Answer> answers = new ArrayList<>();

  /** The names that the draft gives to something. */
  private final Set<Subject> taken;

  private KeptAnswers(List<PlanStatement> statements) {
    this.statements = statements;
    this.taken =
        statements.stream()
            .flatMap(each -> Stream.concat(added(each).stream(), newName(each).stream()))
            .collect(Collectors.toSet());
  }

  /** The answers of a draft; open blocks hold none. */
  public static List<Answer> of(Plan draft) {
    KeptAnswers kept = new KeptAnswers(statements(draft).toList());
    kept.statements.forEach(kept::collect);
    return List.copyOf(kept.answers);
  }

  /** The draft's statements over rows, which no comparison finds. */
  public static List<PlanStatement> rows(Plan draft) {
    return statements(draft)
        .filter(each -> each instanceof UpdateRows || each instanceof RunSql)
        .toList();
  }

  private static Stream<PlanStatement> statements(Plan draft) {
    return draft.lines().stream()
        .map(PlanLine::item)
        .filter(PlanStatement.class::isInstance)
        .map(PlanStatement.class::cast);
  }

  private void collect(PlanStatement statement) {
    if (statement instanceof RenameEntity rename) {
      renamed(Kind.ENTITY, "", rename.from(), rename.to());
    } else if (statement instanceof RenameEnum rename) {
      renamed(Kind.ENUM, "", rename.from(), rename.to());
    } else if (statement instanceof RenameField rename) {
      renamed(Kind.FIELD, rename.entity(), rename.from(), rename.to());
    } else if (statement instanceof RenameEnumValue rename) {
      renamed(Kind.VALUE, rename.enumName(), rename.from(), rename.to());
    } else if (statement instanceof DropEntity drop) {
      dropped(Kind.ENTITY, "", drop.entity());
    } else if (statement instanceof DropEnum drop) {
      dropped(Kind.ENUM, "", drop.enumName());
    } else if (statement instanceof DropField drop) {
      dropped(Kind.FIELD, drop.entity(), drop.field());
    } else if (statement instanceof DropEnumValue drop) {
      dropped(Kind.VALUE, drop.enumName(), drop.value());
      rows(drop);
    } else if (statement instanceof AddField add) {
      backfill(add);
    } else if (statement instanceof ChangeField change) {
      change(change);
    }
  }

  private void renamed(Kind kind, String owner, String from, String to) {
    Subject old = new Subject(kind, owner, from);
    answers.add(new Answer.Rename(old, to, taken.contains(old)));
  }

  private static Optional<Subject> newName(PlanStatement statement) {
    if (statement instanceof RenameEntity rename) {
      return Optional.of(new Subject(Kind.ENTITY, "", rename.to()));
    }
    if (statement instanceof RenameEnum rename) {
      return Optional.of(new Subject(Kind.ENUM, "", rename.to()));
    }
    if (statement instanceof RenameField rename) {
      return Optional.of(new Subject(Kind.FIELD, rename.entity(), rename.to()));
    }
    return statement instanceof RenameEnumValue rename
        ? Optional.of(new Subject(Kind.VALUE, rename.enumName(), rename.to()))
        : Optional.empty();
  }

  private void dropped(Kind kind, String owner, String name) {
    Set<String> newcomers =
        statements.stream()
            .map(KeptAnswers::added)
            .flatMap(Optional::stream)
            .filter(each -> each.kind() == kind && each.owner().equals(owner))
            .map(Subject::name)
            .collect(Collectors.toSet());
    answers.add(new Answer.Drop(new Subject(kind, owner, name), Optional.of(newcomers)));
  }

  private static Optional<Subject> added(PlanStatement statement) {
    if (statement instanceof AddEntity add) {
      return Optional.of(new Subject(Kind.ENTITY, "", add.entity().name()));
    }
    if (statement instanceof AddEnum add) {
      return Optional.of(new Subject(Kind.ENUM, "", add.enumType().name()));
    }
    if (statement instanceof AddField add) {
      return Optional.of(new Subject(Kind.FIELD, add.entity(), add.field().name()));
    }
    return statement instanceof AddEnumValue add
        ? Optional.of(new Subject(Kind.VALUE, add.enumName(), add.value()))
        : Optional.empty();
  }

  private void rows(DropEnumValue drop) {
    Subject value = new Subject(Kind.VALUE, drop.enumName(), drop.value());
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
          new Answer.Backfill(
              new Subject(Kind.FIELD, add.entity(), add.field().name()),
              add.backfill(),
              Optional.of(add.field().type())));
    }
  }

  private void change(ChangeField change) {
    Subject field = new Subject(Kind.FIELD, change.entity(), change.after().name());
    boolean newType = !change.before().type().equals(change.after().type());
    if (!isOpen(change.using()) && (newType || change.using().isPresent())) {
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
    if (!isOpen(change.backfill()) && (needsFill || change.backfill().isPresent())) {
      answers.add(
          new Answer.Backfill(field, change.backfill(), Optional.of(change.after().type())));
    }
  }

  private static boolean isOpen(Optional<PlanValue> value) {
    return value.filter(PlanValue.Unresolved.class::isInstance).isPresent();
  }
}
