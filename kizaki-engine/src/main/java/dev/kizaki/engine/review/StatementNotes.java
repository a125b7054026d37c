package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Consequences of a statement that its text does not show, and that a person decides: for running
 * code, for existing rows, and for values that PostgreSQL converts or compares in its own way.
 */
public final class StatementNotes {
  private StatementNotes() {}

  /**
   * The notes on each item of a plan, as sentences. An open choice has none.
   *
   * @param base the shape before the plan, to which it can be applied
   */
  public static List<List<String>> of(Shape base, List<? extends PlanItem> plan) {
    List<PlanStatement> all =
        plan.stream().flatMap(item -> item.statements(Decision.EITHER).stream()).toList();
    Replay replay = new Replay(base, all);
    List<List<String>> notes = new ArrayList<>();
    for (PlanItem item : plan) {
      notes.add(item instanceof PlanStatement statement ? of(statement, replay.view()) : List.of());
      item.statements(Decision.EITHER).forEach(replay::apply);
    }
    return notes;
  }

  private static List<String> of(PlanStatement statement, ShapeView before) {
    if (statement instanceof RenameInDatabase rename
        && rename.element() instanceof NamedElement.ValueElement value) {
      return List.of(
          "Running code that reads or writes the label \"%s\" of %s fails once it is \"%s\"."
              .formatted(rename.from(), value.path(), rename.to()));
    }
    if (statement instanceof RenameEnumValue rename && rename.kept().isEmpty()) {
      return List.of(
          "Running code that reads or writes %s.%s fails once the value is called %s."
              .formatted(rename.enumName(), rename.from(), rename.to()));
    }
    if (statement instanceof ChangeField change) {
      return changed(change, before);
    }
    if (statement instanceof AddUnique add) {
      return before.entity(add.entity()).map(of -> nulls(of, add.unique())).orElse(List.of());
    }
    if (statement instanceof AddIndex add) {
      return before.entity(add.entity()).map(of -> nulls(of, add.index())).orElse(List.of());
    }
    if (statement instanceof AddField add) {
      return add.annotations().unique() && add.field().nullable()
          ? List.of(distinctNulls(add.entity(), add.field().name()))
          : List.of();
    }
    return statement instanceof AddEntity add
        ? add.entity()
            .groups()
            .filter(group -> !(group instanceof Key))
            .flatMap(unique -> nulls(add.entity(), unique).stream())
            .toList()
        : List.of();
  }

  private static List<String> nulls(Entity entity, FieldGroup unique) {
    if (!unique.isUnique() || unique.nullsNotDistinct()) {
      return List.of();
    }
    return plainFields(unique)
        .flatMap(name -> entity.field(name).stream())
        .filter(Field::nullable)
        .map(field -> distinctNulls(entity.name(), field.name()))
        .limit(1)
        .toList();
  }

  /** An expression may have a value where a field has none. */
  private static Stream<String> plainFields(FieldGroup group) {
    return group instanceof Index index
        ? index.elements().stream().flatMap(each -> each.field().stream())
        : group.fields().stream();
  }

  /** PostgreSQL documentation, section 5.5.3: by default, null values are not considered equal. */
  private static String distinctNulls(String entity, String field) {
    return "Rows with null in %s.%s are never duplicates, because nulls are distinct in a unique."
        .formatted(entity, field);
  }

  private static List<String> changed(ChangeField change, ShapeView before) {
    List<String> notes = new ArrayList<>();
    String field = change.entity() + "." + change.before().name();
    boolean newDefault =
        change.after().defaultValue().isPresent()
            && !change.after().isGenerated()
            && !change.after().defaultValue().equals(change.before().defaultValue());
    if (newDefault) {
      notes.add("Existing values of %s stay; the default is for later inserts.".formatted(field));
    }
    notes.addAll(new ReplacedColumns(before).of(change));
    if (change.using().isEmpty() && !change.after().isGenerated()) {
      conversion(
              before.columnType(change.before().type()), before.columnType(change.after().type()))
          .ifPresent(note -> notes.add(note.formatted(field)));
    }
    return notes;
  }

  /** In a session of kizaki the time zone is UTC. */
  private static Optional<String> conversion(Optional<FieldType> from, Optional<FieldType> to) {
    if (isOf(from, Scalar.DATE) && isOf(to, Scalar.DATETIME)) {
      return Optional.of("Each date of %s becomes midnight in UTC.");
    }
    if (isOf(from, Scalar.DATETIME) && isOf(to, Scalar.DATE)) {
      return Optional.of("Each time of %s becomes its day in UTC.");
    }
    if (isOf(from, Scalar.TIMESTAMP) && isOf(to, Scalar.DATETIME)) {
      return Optional.of("Each time of %s is read as a time in UTC.");
    }
    if (isOf(from, Scalar.DATETIME) && (isOf(to, Scalar.TIMESTAMP) || isOf(to, Scalar.TIME))) {
      return Optional.of("Each time of %s becomes the time that clocks show in UTC.");
    }
    if (isText(from) && isOf(to, Scalar.DATETIME)) {
      return Optional.of("A text of %s without an offset is read as a time in UTC.");
    }
    return isOf(from, Scalar.DATETIME) && isText(to)
        ? Optional.of("Each time of %s becomes a text that shows it in UTC.")
        : Optional.empty();
  }

  private static boolean isText(Optional<FieldType> type) {
    return type.filter(FieldType::isText).isPresent();
  }

  private static boolean isOf(Optional<FieldType> type, Scalar scalar) {
    return type.filter(each -> each.isOf(scalar) && !each.isArray()).isPresent();
  }
}
