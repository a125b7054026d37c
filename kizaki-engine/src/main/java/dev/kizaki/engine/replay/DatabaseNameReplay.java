package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.Optional;

/** Applies renames in the database, and checks what other statements say about such names. */
final class DatabaseNameReplay {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final WorkingShape shape;

  DatabaseNameReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void rename(RenameInDatabase rename) {
    NamedElement element = rename.element();
    Optional<String> to = Optional.of(rename.to());
    switch (element.kind()) {
      case ENTITY -> {
        Entity entity = Existing.entity(shape, element.name());
        requireCurrent(rename);
        shape.put(entity.withTable(to));
      }
      case FIELD -> {
        Entity entity = Existing.entity(shape, element.owner());
        Field field = Existing.field(entity, element.name());
        requireCurrent(rename);
        Field renamed = field.withColumn(to);
        shape.put(EntityExpressions.withColumnRenamed(entity.withField(renamed), field, renamed));
      }
      case ENUM -> {
        EnumType enumType = Existing.enumType(shape, element.name());
        requireCurrent(rename);
        shape.put(enumType.withType(to));
      }
      case SEQUENCE -> {
        DeclaredSequence sequence = Existing.sequence(shape, element.name());
        requireCurrent(rename);
        shape.put(sequence.withSequence(to));
      }
      case VALUE -> {
        EnumType enumType = Existing.enumType(shape, element.owner());
        Existing.value(enumType, element.name());
        requireCurrent(rename);
        shape.put(enumType.withLabel(element.name(), rename.to()));
      }
    }
    return null;
  }

  private void requireCurrent(RenameInDatabase rename) {
    String current = NAMES.of(shape, rename.element()).orElseThrow();
    if (!current.equals(rename.from())) {
      throw new PlanFault(
          "%s; write `%s`"
              .formatted(
                  currentName(rename.element(), current),
                  StatementText.of(new RenameInDatabase(rename.element(), current, rename.to()))));
    }
  }

  /**
   * Checks that a rename in the schema states the name in the database exactly where it is not the
   * derived one, because it says so that the name stays.
   */
  static void requireKept(WorkingShape shape, RenameStatement rename) {
    String current = NAMES.of(shape, rename.element()).orElseThrow();
    String stated = rename.kept().orElseGet(() -> NAMES.derived(rename.element()));
    if (!current.equals(stated)) {
      throw new PlanFault(
          "%s, and stays so in a rename; write `%s`"
              .formatted(
                  currentName(rename.element(), current),
                  StatementText.of(
                      RenameStatement.of(rename.element(), rename.to(), Optional.of(current)))));
    }
  }

  /** Checks that no other value has the label of this one. */
  static void requireOwnLabel(EnumType enumType, String value) {
    if (enumType.labels().isEmpty()) {
      return;
    }
    enumType.values().stream()
        .filter(other -> !other.equals(value))
        .filter(other -> enumType.label(other).equals(enumType.label(value)))
        .findFirst()
        .ifPresent(
            other -> {
              throw new PlanFault(
                  "the label \"%s\" of %s.%s is already the one of %s.%s at this point of the plan"
                      .formatted(
                          enumType.label(value), enumType.name(), value, enumType.name(), other));
            });
  }

  private static String currentName(NamedElement element, String current) {
    return "the %s of %s is \"%s\" in the database at this point of the plan"
        .formatted(RenameInDatabase.nounOf(element), element.path(), current);
  }
}
