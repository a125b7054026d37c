package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Translates definitions from the names of one branch to those of another. An element that the
 * other branch does not contain keeps its name and is collected: it must be restored before the
 * result can be used.
 */
final class NameTranslator {
  private final BranchState from;
  private final BranchState to;
  private final ExpressionTranslator texts;
  private final Set<ElementId> missing = new LinkedHashSet<>();

  NameTranslator(BranchState from, BranchState to) {
    this.from = from;
    this.to = to;
    this.texts = new ExpressionTranslator(from, to);
  }

  /** The elements that were named so far and that the other branch does not contain. */
  Set<ElementId> missing() {
    return missing;
  }

  String entity(String name) {
    return name(from.entity(name), name);
  }

  String enumType(String name) {
    return name(from.enumType(name), name);
  }

  String sequence(String name) {
    return name(from.sequence(name), name);
  }

  /** The object with the names of what it uses. */
  SqlObject object(SqlObject object) {
    return object.withUses(object.uses().stream().map(each -> name(from.top(each), each)).toList());
  }

  /** A field's name without its entity's. */
  String field(String entity, String field) {
    return name(from.field(entity, field), field);
  }

  /** A value's name without its enum's. */
  String value(String enumName, String value) {
    return name(from.value(enumName, value), value);
  }

  /** An element that the first branch does not contain yet keeps its name. */
  private String name(Optional<ElementId> element, String name) {
    if (element.isEmpty()) {
      return name;
    }
    if (to.has(element.get())) {
      return to.name(element.get());
    }
    missing.add(element.get());
    return name;
  }

  /**
   * The field with translated type and default; its name is not translated.
   *
   * @param entity the entity that the field belongs to, by its name in the first branch
   */
  Field definition(String entity, Field field) {
    return definition(from.shape().entity(entity), field);
  }

  private Field definition(Optional<Entity> entity, Field field) {
    FieldType type = type(field.type());
    return field
        .withType(type)
        .withDefault(field.defaultValue().map(value -> defaultOf(entity, field, value)));
  }

  private FieldType type(FieldType type) {
    if (type instanceof FieldType.Reference reference) {
      return reference.to(entity(reference.entity()), field(reference.entity(), reference.field()));
    }
    return type instanceof FieldType.OfEnum ofEnum
        ? new FieldType.OfEnum(enumType(ofEnum.name()), ofEnum.array())
        : type;
  }

  private DefaultValue defaultOf(Optional<Entity> entity, Field field, DefaultValue value) {
    if (value instanceof DefaultValue.Generated generated && entity.isPresent()) {
      return generated.withExpression(expression(entity.get(), field, generated.expression()));
    }
    if (value instanceof DefaultValue.Expression computed && entity.isPresent()) {
      return new DefaultValue.Expression(expression(entity.get(), field, computed.expression()));
    }
    if (value instanceof DefaultValue.NextValue next) {
      return new DefaultValue.NextValue(sequence(next.sequence()));
    }
    return value instanceof DefaultValue.Literal literal ? literal(field, literal) : value;
  }

  /**
   * The expression over the columns of the other branch, as far as it is certain where they are.
   */
  private SqlExpression expression(Entity entity, Field field, SqlExpression expression) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : EntityExpressions.of(entity, expression.text()).fields()) {
      from.field(entity.name(), name)
          .ifPresent(
              element -> {
                if (to.has(element)) {
                  columns.put(from.inDatabase(element), to.inDatabase(element));
                } else {
                  missing.add(element);
                }
              });
    }
    String text = texts.translated(entity, Optional.of(field), expression.text());
    return new SqlExpression(EntityExpressions.withColumns(text, columns));
  }

  private DefaultValue.Literal literal(Field field, DefaultValue.Literal value) {
    return value instanceof DefaultValue.EnumValue enumValue
        ? field
            .enumName()
            .<DefaultValue.Literal>map(
                name -> new DefaultValue.EnumValue(value(name, enumValue.value())))
            .orElse(value)
        : value;
  }

  /** A value for the rows of the field. */
  PlanValue given(Field field, PlanValue value) {
    return value instanceof PlanValue.Literal literal
        ? new PlanValue.Literal(literal(field, literal.value()))
        : value;
  }

  Optional<PlanValue> given(Field field, Optional<PlanValue> value) {
    return value.map(each -> given(field, each));
  }

  /** The whole entity; new fields keep their names. */
  Entity entity(Entity entity) {
    String name = entity.name();
    return new Entity(
        entity(name),
        entity.table(),
        entity.fields().stream()
            .map(
                each ->
                    definition(Optional.of(entity), each)
                        .withName(field(name, each.name()), each.column()))
            .toList(),
        entity.key().map(key -> key.renamed(fields(name))),
        entity.uniques().stream().map(each -> each.renamed(fields(name))).toList(),
        entity.indexes().stream().map(each -> index(entity, each)).toList(),
        entity.references().stream().map(each -> reference(name, each)).toList(),
        entity.checks().stream().map(each -> check(name, each)).toList());
  }

  /** The check with translated columns in its expression; new fields keep their names. */
  Check check(String entity, Check check) {
    SqlExpression known =
        from.shape()
            .entity(entity)
            .map(found -> EntityExpressions.of(found, check.sql()))
            .orElse(check.expression());
    SqlExpression translated =
        from.shape()
            .entity(entity)
            .map(found -> texts.translated(found, Optional.empty(), known.text()))
            .map(known::withText)
            .orElse(known);
    for (String field : known.fields()) {
      field(entity, field);
      Optional<ElementId> element = from.field(entity, field).filter(to::has);
      if (element.isPresent()) {
        translated =
            EntityExpressions.withColumnRenamed(
                translated, from.inDatabase(element.get()), to.inDatabase(element.get()));
      }
    }
    return check.withExpression(translated.withFields(fields(entity)));
  }

  /** The index with the names of its fields, and of their columns in its SQL. */
  Index index(Entity entity, Index index) {
    return new IndexTranslator(from, to, this).translated(entity, index);
  }

  /** A reference in the body of the entity. */
  EntityReference reference(String entity, EntityReference reference) {
    return reference
        .renamed(fields(entity))
        .to(entity(reference.target()), fields(reference.target()));
  }

  EnumType enumType(EnumType enumType) {
    String name = enumType.name();
    SortedMap<String, String> labels = new TreeMap<>();
    enumType.labels().forEach((value, label) -> labels.put(value(name, value), label));
    return new EnumType(
        enumType(name),
        enumType.type(),
        enumType.values().stream().map(value -> value(name, value)).toList(),
        labels);
  }

  /** Translates the names of an entity's fields. */
  UnaryOperator<String> fields(String entity) {
    return field -> field(entity, field);
  }
}
