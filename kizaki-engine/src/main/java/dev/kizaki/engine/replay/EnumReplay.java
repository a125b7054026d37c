package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Applies statements about enums and their values. */
final class EnumReplay {
  private final WorkingShape shape;

  EnumReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void add(AddEnum add) {
    Existing.requireFree(shape, add.enumType().name());
    shape.put(add.enumType());
    return null;
  }

  Void addValue(AddEnumValue add) {
    EnumType enumType = Existing.enumType(shape, add.enumName());
    requireFree(enumType, add.value());
    EnumType added = enumType.plusValue(place(enumType, add), add.value(), add.label());
    DatabaseNameReplay.requireOwnLabel(added, add.value());
    shape.put(added);
    return null;
  }

  private static int place(EnumType enumType, AddEnumValue add) {
    if (add.position().isEmpty()) {
      return enumType.values().size();
    }
    AddEnumValue.Position position = add.position().get();
    Existing.value(enumType, position.neighbour());
    int neighbour = enumType.values().indexOf(position.neighbour());
    return position.before() ? neighbour : neighbour + 1;
  }

  Void rename(RenameEnum rename) {
    EnumType enumType = Existing.enumType(shape, rename.from());
    Existing.requireFree(shape, rename.to());
    DatabaseNameReplay.requireKept(shape, rename);
    shape.removeEnum(rename.from());
    shape.put(enumType.withName(rename.to(), rename.kept()));
    shape.changeFields(
        rename.from(),
        field ->
            field.type() instanceof FieldType.OfEnum ofEnum && ofEnum.name().equals(rename.from())
                ? field.withType(new FieldType.OfEnum(rename.to(), ofEnum.array()))
                : field);
    shape.renameInObjects(rename.from(), rename.to());
    return null;
  }

  /** Defaults that are the renamed value get its new name. */
  Void renameValue(RenameEnumValue rename) {
    EnumType enumType = Existing.enumType(shape, rename.enumName());
    Existing.value(enumType, rename.from());
    requireFree(enumType, rename.to());
    DatabaseNameReplay.requireKept(shape, rename);
    shape.put(
        enumType.withRenamedValue(rename.from(), rename.to(), rename.kept().orElseGet(rename::to)));
    shape.changeFields(
        rename.enumName(),
        field ->
            defaultsTo(field, rename.enumName(), rename.from())
                ? field.withDefault(Optional.of(new DefaultValue.EnumValue(rename.to())))
                : field);
    return null;
  }

  Void reorder(ReorderEnum reorder) {
    EnumType enumType = Existing.enumType(shape, reorder.order().name());
    List<String> order = reorder.order().values();
    if (order.size() != enumType.values().size()
        || !new HashSet<>(order).equals(new HashSet<>(enumType.values()))) {
      throw new PlanFault(
          "the new order of %s must contain each of its values once: %s"
              .formatted(enumType.name(), String.join(", ", enumType.values())));
    }
    shape.put(enumType.withValues(order));
    return null;
  }

  Void dropValue(DropEnumValue drop) {
    EnumType enumType = Existing.enumType(shape, drop.enumName());
    Existing.value(enumType, drop.value());
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      Existing.value(enumType, other.value());
      if (other.value().equals(drop.value())) {
        throw new PlanFault("the replacement of %s must be another value".formatted(drop.value()));
      }
    }
    shape
        .fieldsOf(drop.enumName())
        .filter(each -> defaultsTo(each.field(), drop.enumName(), drop.value()))
        .findFirst()
        .ifPresent(
            each -> {
              throw new PlanFault(
                  "%s still defaults to %s; change the default before the value is dropped"
                      .formatted(each.path(), drop.value()));
            });
    requireUnnamed(enumType, drop.value());
    if (enumType.values().size() == 1) {
      throw new PlanFault(
          "%s would have no value left; drop the enum instead".formatted(enumType.name()));
    }
    List<String> left = new ArrayList<>(enumType.values());
    left.remove(drop.value());
    shape.put(enumType.withValues(left));
    return null;
  }

  /** PostgreSQL makes all expressions over the type again, which then has no such label. */
  private void requireUnnamed(EnumType enumType, String value) {
    for (Entity entity : shape.withSql()) {
      entity.withSql(
          (field, expression) -> {
            if (EntityExpressions.namesLabel(
                shape, entity, field, enumType, enumType.label(value), expression)) {
              throw new PlanFault(
                  "%s of %s names the value %s.%s; drop or change it before the value"
                      .formatted(expression.inspire(), entity.name(), enumType.name(), value));
            }
            return expression;
          });
    }
  }

  Void drop(DropEnum drop) {
    Existing.enumType(shape, drop.enumName());
    shape
        .fieldsOf(drop.enumName())
        .findFirst()
        .ifPresent(
            each -> {
              throw new PlanFault(
                  "%s still has the type %s; drop or change it before the enum"
                      .formatted(each.path(), drop.enumName()));
            });
    ObjectReplay.requireUnused(shape, drop.enumName(), "enum");
    shape.removeEnum(drop.enumName());
    return null;
  }

  private static boolean defaultsTo(Field field, String enumName, String value) {
    return field.enumName().filter(enumName::equals).isPresent()
        && field.defaultValue().filter(new DefaultValue.EnumValue(value)::equals).isPresent();
  }

  private static void requireFree(EnumType enumType, String value) {
    if (enumType.values().contains(value)) {
      throw new PlanFault("the value %s.%s already exists".formatted(enumType.name(), value));
    }
  }
}
