package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Checks that the elements that a snapshot refers to exist. A name can occur before its element, so
 * the checks are collected during decoding, and run when the shape is complete.
 */
final class ReferenceChecks {
  private final SnapshotProblems problems;
  private final List<Consumer<Shape>> checks = new ArrayList<>();

  ReferenceChecks(SnapshotProblems problems) {
    this.problems = problems;
  }

  void run(Shape shape) {
    checks.forEach(check -> check.accept(shape));
  }

  /** Adds checks of the types and enum values that an entity refers to. */
  void referencesExist(int offset, Entity entity) {
    for (Field field : entity.fields()) {
      typeExists(offset, field.type());
      field.defaultValue().ifPresent(value -> defaultExists(offset, field.type(), value));
    }
    entity
        .references()
        .forEach(reference -> fieldsExist(offset, reference.target(), reference.targetFields()));
  }

  /** Adds a check of a name that an object uses. */
  void usedExists(int offset, String name) {
    add(offset, "there is no " + name + " in this snapshot", shape -> shape.has(name));
  }

  void typeExists(int offset, FieldType type) {
    if (type instanceof FieldType.OfEnum ofEnum) {
      add(
          offset,
          "there is no enum " + ofEnum.name() + " in this snapshot",
          shape -> shape.enumType(ofEnum.name()).isPresent());
    }
    if (type instanceof FieldType.Reference to) {
      add(
          offset,
          "there is no " + type.text() + " in this snapshot",
          shape ->
              shape.field(to.entity(), to.field()).isPresent()
                  || shape
                      .systemEntity(to.entity())
                      .filter(each -> each.isReferable(List.of(to.field())))
                      .isPresent());
    }
  }

  /** Adds a check of the enum value or the sequence that the default of a field names. */
  void defaultExists(int offset, FieldType type, DefaultValue value) {
    if (value instanceof DefaultValue.NextValue next) {
      add(
          offset,
          "there is no sequence " + next.sequence() + " in this snapshot",
          shape -> shape.sequence(next.sequence()).isPresent());
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      add(
          offset,
          type.text() + " has no value " + enumValue.value() + " in this snapshot",
          shape ->
              type instanceof FieldType.OfEnum ofEnum
                  && shape
                      .enumType(ofEnum.name())
                      .filter(found -> found.values().contains(enumValue.value()))
                      .isPresent());
    }
  }

  void fieldsExist(int offset, String entity, List<String> fields) {
    for (String field : fields) {
      add(
          offset,
          "there is no field " + entity + "." + field + " in this snapshot",
          shape ->
              shape.field(entity, field).isPresent()
                  || shape
                      .systemEntity(entity)
                      .flatMap(found -> found.keyColumn(field))
                      .isPresent());
    }
  }

  private void add(int offset, String cause, Predicate<Shape> holds) {
    checks.add(
        shape -> {
          if (!holds.test(shape)) {
            throw problems.at(offset, cause);
          }
        });
  }
}
