package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Derives from the statements of a plan alone where the rows and values after it come from. A field
 * whose values are computed by an expression of the plan has no origin.
 */
final class RowOrigins {
  /** The entity and the fields before the plan that the rows and values come from. */
  record EntityOrigin(String entity, Map<String, FieldOrigin> fields) {}

  /**
   * @param fill the value that rows without a value got
   * @param labels the labels of the field's enum at the time when the field got another type
   */
  record FieldOrigin(
      String field, Optional<DefaultValue.Literal> fill, Optional<Map<String, String>> labels) {}

  private final Map<String, EntityOrigin> entities = new TreeMap<>();

  /** The current labels of the enums before the plan. */
  private final Map<String, Map<String, String>> labels = new HashMap<>();

  private final Map<String, String> enumNames = new HashMap<>();
  private boolean known = true;

  static RowOrigins of(Shape before, List<PlanStatement> statements) {
    RowOrigins origins = new RowOrigins(before);
    Replay replay = new Replay(before, statements);
    for (PlanStatement statement : statements) {
      origins.follow(statement, replay.view());
      replay.apply(statement);
    }
    origins.removeComputed(replay.view());
    return origins;
  }

  private RowOrigins(Shape before) {
    for (Entity entity : before.entities()) {
      Map<String, FieldOrigin> fields = new LinkedHashMap<>();
      entity
          .fields()
          .forEach(
              field ->
                  fields.put(
                      field.name(),
                      new FieldOrigin(field.name(), Optional.empty(), Optional.empty())));
      entities.put(entity.name(), new EntityOrigin(entity.name(), fields));
    }
    before
        .enums()
        .forEach(
            each -> {
              Map<String, String> same = new HashMap<>();
              each.allLabels().forEach(label -> same.put(label, label));
              labels.put(each.name(), same);
              enumNames.put(each.name(), each.name());
            });
  }

  /** The entities after the plan that existed before it. */
  Map<String, EntityOrigin> entities() {
    return known ? entities : Map.of();
  }

  /** The labels of an enum before the plan, mapped to what its rows contain now. */
  Map<String, String> labels(String enumBefore) {
    return labels.get(enumBefore);
  }

  /** PostgreSQL computes the values of a generated field again. */
  private void removeComputed(ShapeView after) {
    for (Entity entity : after.entities()) {
      entity.fields().stream()
          .filter(Field::isGenerated)
          .forEach(field -> fields(entity.name()).remove(field.name()));
    }
  }

  private void follow(PlanStatement statement, ShapeView shape) {
    if (statement instanceof DropEntity drop) {
      entities.remove(drop.entity());
    } else if (statement instanceof RenameEntity rename) {
      move(entities, rename.from(), rename.to());
    } else if (statement instanceof DropField drop) {
      fields(drop.entity()).remove(drop.field());
    } else if (statement instanceof RenameField rename) {
      move(fields(rename.entity()), rename.from(), rename.to());
    } else if (statement instanceof ChangeField change) {
      change(change, shape);
    } else if (statement instanceof UpdateRows update) {
      for (UpdateRows.Assignment each : update.assignments()) {
        fields(update.entity()).remove(each.field());
        removeFollowers(
            update.entity(), each.field(), shape, to -> to.options().onUpdate().writesRows());
      }
    } else if (statement instanceof RunSql run) {
      known &= run.sql().startsWith("select");
    } else {
      followEnum(statement, shape);
    }
  }

  private void followEnum(PlanStatement statement, ShapeView shape) {
    if (statement instanceof RenameEnum rename) {
      enumNames.replaceAll((was, now) -> now.equals(rename.from()) ? rename.to() : now);
    } else if (statement instanceof RenameEnumValue rename && rename.kept().isEmpty()) {
      relabel(rename.enumName(), rename.from(), rename.to());
    } else if (statement instanceof RenameInDatabase rename) {
      relabel(rename.element().owner(), rename.from(), rename.to());
    } else if (statement instanceof DropEnumValue drop
        && drop.replacement() instanceof DropEnumValue.Other other) {
      EnumType enumType = shape.enumType(drop.enumName()).orElseThrow();
      relabel(drop.enumName(), enumType.label(drop.value()), enumType.label(other.value()));
    }
  }

  private void relabel(String enumName, String from, String to) {
    enumNames.forEach(
        (was, now) -> {
          if (now.equals(enumName)) {
            labels.get(was).replaceAll((old, label) -> label.equals(from) ? to : label);
          }
        });
  }

  private void change(ChangeField change, ShapeView shape) {
    String field = change.after().name();
    if (change.using().isPresent()) {
      fields(change.entity()).remove(field);
      removeFollowers(change.entity(), field, shape, any -> true);
      return;
    }
    FieldOrigin origin = fields(change.entity()).get(field);
    if (origin == null) {
      return;
    }
    Optional<DefaultValue> fill =
        change
            .backfill()
            .filter(PlanValue.Literal.class::isInstance)
            .<DefaultValue>map(value -> ((PlanValue.Literal) value).value())
            .or(
                () ->
                    change.before().nullable() && !change.after().nullable()
                        ? change.after().defaultValue()
                        : Optional.empty());
    boolean unknownFill =
        change.backfill().filter(PlanValue.Sql.class::isInstance).isPresent()
            || fill.filter(each -> !(each instanceof DefaultValue.Literal)).isPresent();
    boolean unknownCast =
        !change.before().type().equals(change.after().type())
            && !keepsText(type(shape, change.before()), type(shape, change.after()));
    if (unknownFill || unknownCast) {
      fields(change.entity()).remove(field);
      return;
    }
    Optional<Map<String, String>> frozen = origin.labels();
    if (change.before().type() instanceof FieldType.OfEnum ofEnum
        && !change.before().type().equals(change.after().type())) {
      frozen =
          enumNames.entrySet().stream()
              .filter(each -> each.getValue().equals(ofEnum.name()))
              .findFirst()
              .map(each -> Map.copyOf(labels.get(each.getKey())));
    }
    fields(change.entity())
        .put(
            field,
            new FieldOrigin(
                origin.field(),
                fill.map(DefaultValue.Literal.class::cast).or(origin::fill),
                frozen));
  }

  private static FieldType type(ShapeView shape, Field field) {
    return shape.columnType(field.type()).orElseThrow();
  }

  /** Whether the new value is the old value's text as PostgreSQL reads it. */
  private static boolean keepsText(FieldType from, FieldType to) {
    if (from.equals(to) || from.isArray() != to.isArray()) {
      return from.equals(to);
    }
    return to.isString()
        || isNumber(from) && isNumber(to)
        || (from.isOf(Scalar.DATE) || from.isTimestamp()) && to.isTimestamp()
        || from.isOf(Scalar.TIME) && to.isOf(Scalar.TIME)
        || isDocument(from) && isDocument(to);
  }

  /** A double may have a fraction, and a cast of its text to an integer type fails. */
  private static boolean isNumber(FieldType type) {
    return type.isDecimal() || type.isInteger();
  }

  private static boolean isDocument(FieldType type) {
    return type.equals(FieldType.of(Scalar.JSON)) || type.equals(FieldType.of(Scalar.FILE));
  }

  /** Removes the references that get new values, too, when the field gets some. */
  private void removeFollowers(
      String entity, String field, ShapeView shape, Predicate<FieldType.Reference> follows) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(entity + "." + field));
    while (!open.isEmpty()) {
      String path = open.remove(0);
      int dot = path.indexOf('.');
      shape
          .referrers(path.substring(0, dot), path.substring(dot + 1))
          .filter(each -> !done.contains(each.path()))
          .filter(each -> follows.test(each.field().reference().orElseThrow()))
          .forEach(
              each -> {
                done.add(each.path());
                open.add(each.path());
                fields(each.entity().name()).remove(each.field().name());
              });
    }
  }

  private Map<String, FieldOrigin> fields(String entity) {
    return entities.containsKey(entity) ? entities.get(entity).fields() : new HashMap<>();
  }

  private static <T> void move(Map<String, T> map, String from, String to) {
    if (map.containsKey(from)) {
      map.put(to, map.remove(from));
    }
  }

  /**
   * The fields that a plan adds with a literal for all rows and that no later statement changes.
   */
  static Map<String, DefaultValue.Literal> filled(List<PlanStatement> statements) {
    Map<String, DefaultValue.Literal> filled = new TreeMap<>();
    for (PlanStatement statement : statements) {
      if (statement instanceof AddField add) {
        Optional<PlanValue> backfill = add.backfill();
        Optional<DefaultValue.Literal> literal =
            backfill.isPresent()
                ? backfill
                    .filter(PlanValue.Literal.class::isInstance)
                    .map(value -> ((PlanValue.Literal) value).value())
                : add.field()
                    .defaultValue()
                    .filter(DefaultValue.Literal.class::isInstance)
                    .map(DefaultValue.Literal.class::cast);
        literal.ifPresent(value -> filled.put(path(add.entity(), add.field()), value));
      } else if (!(statement instanceof AddEntity)) {
        filled.keySet().removeIf(path -> mayChange(statement, path));
      }
    }
    return filled;
  }

  private static boolean mayChange(PlanStatement statement, String path) {
    return statement instanceof ChangeField change
            && path(change.entity(), change.after()).equals(path)
        || statement instanceof UpdateRows update && path.startsWith(update.entity() + ".")
        || statement instanceof RunSql
        || statement instanceof RenameField
        || statement instanceof RenameEntity
        || statement instanceof RenameEnumValue
        || statement instanceof DropEnumValue
        || statement instanceof DropField
        || statement instanceof DropEntity;
  }

  private static String path(String entity, Field field) {
    return entity + "." + field.name();
  }
}
