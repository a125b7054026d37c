package dev.kizaki.engine.replay;

import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.replay.BoundChange.Kind;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of a statement that objects in SQL can be bound to. To add something changes nothing
 * that is there, nor does another default, or whether a column may be null. A constraint or an
 * index concerns no object, unless its query groups by the key or names a conflict.
 */
final class BoundChanges {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final ShapeView shape;
  private final List<BoundChange> changes = new ArrayList<>();

  private BoundChanges(ShapeView shape) {
    this.shape = shape;
  }

  static List<BoundChange> of(
      PlanStatement statement, ShapeView before, List<PlanStatement> later) {
    BoundChanges found = new BoundChanges(before);
    found.tables(statement);
    found.columns(statement);
    found.types(statement, later);
    found.groups(statement);
    return found.changes;
  }

  private void tables(PlanStatement statement) {
    if (statement instanceof RenameEntity rename) {
      shape
          .entity(rename.from())
          .ifPresent(
              from ->
                  renamed(
                      from.name(),
                      NAMES.table(from),
                      NAMES.table(from.withName(rename.to(), rename.kept()))));
    } else if (statement instanceof DropEntity drop) {
      shape.entity(drop.entity()).ifPresent(from -> dropped(from.name(), NAMES.table(from)));
    } else if (statement instanceof RenameSequence rename) {
      shape
          .sequence(rename.from())
          .ifPresent(
              from ->
                  renamed(
                      from.name(),
                      NAMES.sequence(from),
                      NAMES.sequence(from.withName(rename.to(), rename.kept()))));
    } else if (statement instanceof DropSequence drop) {
      shape.sequence(drop.name()).ifPresent(from -> dropped(from.name(), NAMES.sequence(from)));
    } else if (statement instanceof RenameInDatabase rename) {
      renamedInDatabase(rename.element(), rename.from(), rename.to());
    }
  }

  private void renamedInDatabase(NamedElement element, String from, String to) {
    switch (element.kind()) {
      case ENTITY, ENUM, SEQUENCE -> renamed(element.name(), from, to);
      case FIELD -> renamedColumn(element, from, to);
      case OBJECT, VALUE -> {}
    }
  }

  private void renamed(String name, String from, String to) {
    if (!from.equals(to)) {
      changes.add(
          new BoundChange(name, from, Kind.NAME, "%s is renamed in the database".formatted(name)));
    }
  }

  private void dropped(String name, String word) {
    changes.add(new BoundChange(name, word, Kind.NAME, "%s is dropped".formatted(name)));
  }

  private void columns(PlanStatement statement) {
    if (statement instanceof RenameField rename) {
      shape
          .field(rename.entity(), rename.from())
          .ifPresent(
              from ->
                  renamedColumn(
                      rename.element(),
                      NAMES.column(from),
                      NAMES.column(from.withName(rename.to(), rename.kept()))));
    } else if (statement instanceof DropField drop) {
      column(drop.element(), "%s is dropped");
    } else if (statement instanceof AddField add) {
      changes.add(
          new BoundChange(
              add.entity(),
              NAMES.column(add.field()),
              Kind.NEW_COLUMN,
              "%s is new, and it takes all columns".formatted(add.element().path())));
    } else if (statement instanceof ChangeField change) {
      changed(change);
    }
  }

  private void renamedColumn(NamedElement field, String from, String to) {
    if (!from.equals(to)) {
      changes.add(
          new BoundChange(
              field.owner(),
              from,
              Kind.COLUMN,
              "%s is renamed in the database".formatted(field.path())));
    }
  }

  private void changed(ChangeField change) {
    Field before = change.before();
    Field after = change.after();
    NamedElement field = SchemaElement.field(change.entity(), before.name());
    boolean retyped =
        change.using().isPresent()
            || !shape.columnType(before.type()).equals(shape.columnType(after.type()));
    if (retyped) {
      retyped(field);
    } else if (!before.generated().equals(after.generated())
        && (after.isGenerated() || isLeftByItsColumn(before.generated().orElseThrow()))) {
      computedAnew(field);
    }
  }

  /** Whether another column gets the values when the field becomes a plain one. */
  private boolean isLeftByItsColumn(DefaultValue.Generated generated) {
    Set<String> words = ObjectScript.of(generated.expression().text()).words();
    return generated.virtual()
        || shape.objects().stream()
            .flatMap(object -> ObjectScript.of(object.create()).madeNames().stream())
            .anyMatch(made -> words.contains(made.name()));
  }

  /** With the columns that have the type of this one, and those that are computed from them. */
  private void retyped(NamedElement first) {
    Deque<NamedElement> open = new ArrayDeque<>(List.of(first));
    Set<NamedElement> seen = new HashSet<>();
    while (!open.isEmpty()) {
      NamedElement field = open.remove();
      if (seen.add(field)) {
        column(field, "%s gets another type");
        computedFrom(field);
        shape
            .referrers(field.owner(), field.name())
            .forEach(
                each -> open.add(SchemaElement.field(each.entity().name(), each.field().name())));
      }
    }
  }

  private void computedAnew(NamedElement field) {
    column(field, "the column of %s is made anew");
    computedFrom(field);
  }

  private void computedFrom(NamedElement field) {
    for (Entity entity : shape.entity(field.owner()).stream().toList()) {
      entity.fields().stream()
          .filter(each -> each.isComputedFrom(field.name()))
          .map(each -> SchemaElement.field(entity.name(), each.name()))
          .forEach(each -> column(each, "the column of %s is made anew"));
    }
  }

  private void column(NamedElement field, String reason) {
    shape
        .field(field.owner(), field.name())
        .ifPresent(
            found ->
                changes.add(
                    new BoundChange(
                        field.owner(),
                        NAMES.column(found),
                        Kind.COLUMN,
                        reason.formatted(field.path()))));
  }

  private void types(PlanStatement statement, List<PlanStatement> later) {
    if (statement instanceof RenameEnum rename) {
      shape
          .enumType(rename.from())
          .ifPresent(
              from ->
                  renamed(
                      from.name(),
                      NAMES.enumType(from),
                      NAMES.enumType(from.withName(rename.to(), rename.kept()))));
    } else if (statement instanceof DropEnum drop) {
      shape.enumType(drop.enumName()).ifPresent(from -> dropped(from.name(), NAMES.enumType(from)));
    } else if (statement instanceof ReorderEnum reorder) {
      createdAgain(reorder.order().name());
    } else if (statement instanceof DropEnumValue drop) {
      createdAgain(drop.enumName());
    } else if (statement instanceof AddEnumValue add && EnumUse.isUsed(add, later)) {
      createdAgain(add.enumName());
    }
  }

  private void createdAgain(String name) {
    Optional<EnumType> type = shape.enumType(name);
    String reason = "the type of %s is created again".formatted(name);
    type.ifPresent(
        found -> changes.add(new BoundChange(name, NAMES.enumType(found), Kind.NAME, reason)));
    shape
        .fieldsOf(name)
        .map(each -> SchemaElement.field(each.entity().name(), each.field().name()))
        .toList()
        .forEach(
            field -> {
              column(field, reason);
              computedFrom(field);
            });
  }

  private void groups(PlanStatement statement) {
    if (statement instanceof DropKey drop) {
      group(drop.entity(), Kind.KEY, "the key of %s is dropped");
      group(drop.entity(), Kind.UNIQUE, "the key of %s is dropped");
    } else if (statement instanceof DropUnique drop) {
      group(drop.entity(), Kind.UNIQUE, "a unique of %s is dropped");
    } else if (statement instanceof DropIndex drop) {
      group(drop.entity(), Kind.UNIQUE, "an index of %s is dropped");
    }
  }

  private void group(String entity, Kind kind, String reason) {
    changes.add(new BoundChange(entity, "", kind, reason.formatted(entity)));
  }
}
