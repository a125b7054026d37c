package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.Unique;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema in which each element has an id in addition to its name. References, groups and defaults
 * contain ids, so that a change does not depend on names.
 */
final class BranchModel {
  /**
   * @param type a scalar's word, {@code enum:<id>} or {@code ref:<entity id>}
   * @param defaultValue a number, a text or a value's id; empty for none
   * @param options have no effect on a field that is no reference
   */
  record FieldModel(
      String name, String type, boolean nullable, String defaultValue, ReferenceOptions options) {
    FieldModel(String name, String type, boolean nullable, String defaultValue) {
      this(name, type, nullable, defaultValue, ReferenceOptions.NONE);
    }

    FieldModel named(String other) {
      return new FieldModel(other, type, nullable, defaultValue, options);
    }

    FieldModel withOptions(ReferenceOptions others) {
      return new FieldModel(name, type, nullable, defaultValue, others);
    }

    boolean hasNumber() {
      return type.equals("int") || type.equals("bigint");
    }

    boolean isSound() {
      return defaultValue.isEmpty()
          || (type.startsWith("enum:")
              ? defaultValue.startsWith("value")
              : hasNumber()
                  ? defaultValue.matches("\\d+")
                  : type.equals("string") && defaultValue.matches("text\\d+"));
    }
  }

  /** An entity; its groups contain the ids of its fields. */
  static final class EntityModel {
    String name;
    final Map<String, FieldModel> fields = new LinkedHashMap<>();
    String key;
    final Set<List<String>> uniques = new LinkedHashSet<>();
    final Set<List<String>> indexes = new LinkedHashSet<>();

    EntityModel(String name, String key) {
      this.name = name;
      this.key = key;
    }

    EntityModel copy() {
      EntityModel copy = new EntityModel(name, key);
      copy.fields.putAll(fields);
      copy.uniques.addAll(uniques);
      copy.indexes.addAll(indexes);
      return copy;
    }
  }

  /** An enum; values by id, in order. */
  static final class EnumModel {
    String name;
    final Map<String, String> names = new LinkedHashMap<>();
    final List<String> order = new ArrayList<>();

    EnumModel(String name) {
      this.name = name;
    }

    EnumModel copy() {
      EnumModel copy = new EnumModel(name);
      copy.names.putAll(names);
      copy.order.addAll(order);
      return copy;
    }
  }

  /**
   * A function, whose body is a string and names nothing that can change.
   *
   * @param database its name in the database
   * @param uses the ids of the entities that it uses
   */
  record ObjectModel(String name, String database, int variant, Set<String> uses) {
    ObjectModel named(String other) {
      return new ObjectModel(other, database, variant, uses);
    }

    ObjectModel withVariant(int other) {
      return new ObjectModel(name, database, other, uses);
    }

    ObjectModel withUses(Set<String> others) {
      return new ObjectModel(name, database, variant, others);
    }
  }

  final Map<String, EntityModel> entities = new LinkedHashMap<>();
  final Map<String, ObjectModel> objects = new LinkedHashMap<>();
  final Map<String, EnumModel> enums = new LinkedHashMap<>();

  BranchModel copy() {
    BranchModel copy = new BranchModel();
    entities.forEach((id, entity) -> copy.entities.put(id, entity.copy()));
    enums.forEach((id, enumModel) -> copy.enums.put(id, enumModel.copy()));
    copy.objects.putAll(objects);
    return copy;
  }

  boolean isTaken(String name) {
    return objects.values().stream().anyMatch(each -> each.name().equals(name))
        || entities.values().stream().anyMatch(each -> each.name.equals(name))
        || enums.values().stream().anyMatch(each -> each.name.equals(name));
  }

  boolean isReferred(String entity) {
    return entities.values().stream()
        .flatMap(each -> each.fields.values().stream())
        .anyMatch(field -> field.type().equals("ref:" + entity));
  }

  /** Whether an object uses the entity. */
  boolean isUsedByObject(String entity) {
    return objects.values().stream().anyMatch(each -> each.uses().contains(entity));
  }

  /** Whether a field has this enum as its type. */
  boolean isUsed(String enumId) {
    return entities.values().stream()
        .flatMap(each -> each.fields.values().stream())
        .anyMatch(field -> field.type().equals("enum:" + enumId));
  }

  boolean isDefault(String value) {
    return entities.values().stream()
        .flatMap(each -> each.fields.values().stream())
        .anyMatch(field -> field.defaultValue().equals(value));
  }

  Field field(FieldModel field) {
    FieldType type =
        type(field.type()) instanceof FieldType.Reference to
            ? to.withOptions(field.options())
            : type(field.type());
    Optional<DefaultValue> value =
        field.defaultValue().isEmpty() ? Optional.empty() : Optional.of(defaultValue(field));
    return new Field(field.name(), type, field.nullable(), value);
  }

  private FieldType type(String type) {
    if (type.startsWith("enum:")) {
      return new FieldType.OfEnum(enums.get(type.substring(5)).name, false);
    }
    if (type.startsWith("ref:")) {
      EntityModel target = entities.get(type.substring(4));
      return new FieldType.Reference(target.name, target.fields.get(target.key).name());
    }
    return FieldType.of(Scalar.ofWord(type).orElseThrow());
  }

  private DefaultValue defaultValue(FieldModel field) {
    if (field.type().startsWith("enum:")) {
      return new DefaultValue.EnumValue(
          enums.get(field.type().substring(5)).names.get(field.defaultValue()));
    }
    return field.hasNumber()
        ? new DefaultValue.Number(new BigDecimal(field.defaultValue()))
        : new DefaultValue.Text(field.defaultValue());
  }

  SqlObject object(ObjectModel model) {
    return new SqlObject(
        model.name(),
        model.uses().stream().map(id -> entities.get(id).name).toList(),
        "create function %s() returns int language plpgsql as $$ begin return %d; end $$"
            .formatted(model.database(), model.variant()),
        Optional.empty());
  }

  EnumType enumType(EnumModel model) {
    return new EnumType(model.name, model.order.stream().map(model.names::get).toList());
  }

  Entity entity(EntityModel model) {
    return new Entity(
            model.name,
            model.fields.values().stream().map(this::field).toList(),
            Optional.of(new Key(List.of(model.fields.get(model.key).name()))),
            model.uniques.stream().map(group -> new Unique(names(model, group))).toList(),
            model.indexes.stream().map(group -> index(names(model, group))).toList())
        .withReferenceIndexes();
  }

  /** An index over several fields is in descending order. */
  static Index index(List<String> fields) {
    return fields.size() == 1
        ? new Index(fields)
        : new Index(
            fields.stream().map(field -> IndexedValue.of(field).ordered(true, false)).toList(),
            IndexMethod.BTREE,
            false,
            false,
            List.of(),
            Optional.empty());
  }

  static List<String> names(EntityModel entity, List<String> fields) {
    return fields.stream().map(id -> entity.fields.get(id).name()).toList();
  }

  Shape shape() {
    return Shape.of(
            List.of(),
            enums.values().stream().map(this::enumType).toList(),
            entities.values().stream().map(this::entity).toList())
        .withObjects(objects.values().stream().map(this::object).toList());
  }
}
