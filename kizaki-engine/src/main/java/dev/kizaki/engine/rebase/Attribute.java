package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** A property of a field that can be changed without changing the others. */
enum Attribute {
  TYPE("type"),
  ON_DELETE("onDelete"),
  ON_UPDATE("onUpdate"),
  DEFERRABILITY("deferrability"),
  REFERENCE_INDEX("index"),
  NULLABLE("nullability"),
  DEFAULT("default");

  private final String word;

  Attribute(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Whether only a reference has the attribute; it comes and goes with the type. */
  boolean isOfReference() {
    return switch (this) {
      case ON_DELETE, ON_UPDATE, DEFERRABILITY, REFERENCE_INDEX -> true;
      case TYPE, NULLABLE, DEFAULT -> false;
    };
  }

  /**
   * The value of the attribute, with identities instead of names, so that two branches can be
   * compared.
   *
   * @param element the field, which the state may not contain
   */
  Object of(BranchState state, ElementId element, Field field) {
    return switch (this) {
      case TYPE -> type(state, field.type());
      case ON_DELETE -> options(field).map(ReferenceOptions::onDelete);
      case ON_UPDATE -> options(field).map(ReferenceOptions::onUpdate);
      case DEFERRABILITY -> options(field).map(ReferenceOptions::deferrability);
      case REFERENCE_INDEX -> options(field).map(ReferenceOptions::indexed);
      case NULLABLE -> field.nullable();
      case DEFAULT -> field.defaultValue().map(value -> defaultOf(state, element, field, value));
    };
  }

  private static Optional<ReferenceOptions> options(Field field) {
    return field.reference().map(FieldType.Reference::options);
  }

  private static Object type(BranchState state, FieldType type) {
    if (type instanceof FieldType.Reference reference) {
      return List.of(
          "reference",
          state
              .field(reference.entity(), reference.field())
              .<Object>map(element -> element)
              .orElseGet(type::text));
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return List.of(
          "enum",
          state.enumType(ofEnum.name()).<Object>map(element -> element).orElseGet(type::text),
          ofEnum.array());
    }
    return type;
  }

  private static Object defaultOf(
      BranchState state, ElementId element, Field field, DefaultValue value) {
    if (value instanceof DefaultValue.Generated generated && state.has(element)) {
      return expression(state, state.owner(element), generated);
    }
    if (value instanceof DefaultValue.NextValue next) {
      return state.sequence(next.sequence()).<Object>map(found -> found).orElse(value);
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      Optional<ElementId> found =
          field.enumName().flatMap(name -> state.value(name, enumValue.value()));
      return found.<Object>map(each -> each).orElse(value);
    }
    return value;
  }

  /** The text with the places of columns instead of their names, and the columns. */
  private static Object expression(
      BranchState state, ElementId entity, DefaultValue.Generated generated) {
    String text = generated.expression().text();
    List<ElementId> columns =
        EntityExpressions.of(state.entityOf(entity), text).fields().stream()
            .flatMap(name -> state.at(ScopedName.field(entity, name)).stream())
            .sorted(Comparator.comparing(column -> text.indexOf(state.inDatabase(column))))
            .toList();
    Map<String, String> places = new LinkedHashMap<>();
    columns.forEach(column -> places.put(state.inDatabase(column), "column" + places.size()));
    return List.of(
        generated.virtual(), EntityExpressions.withColumns(text, places), List.copyOf(columns));
  }

  /** The second field with this attribute of the first one. */
  Field copied(Field from, Field to) {
    return switch (this) {
      case TYPE -> to.withType(typeOf(from.type(), to.type()));
      case ON_DELETE ->
          withOptions(from, to, (ours, theirs) -> theirs.withOnDelete(ours.onDelete()));
      case ON_UPDATE ->
          withOptions(from, to, (ours, theirs) -> theirs.withOnUpdate(ours.onUpdate()));
      case DEFERRABILITY ->
          withOptions(from, to, (ours, theirs) -> theirs.withDeferrability(ours.deferrability()));
      case REFERENCE_INDEX ->
          withOptions(from, to, (ours, theirs) -> theirs.withIndexed(ours.indexed()));
      case NULLABLE -> to.withNullable(from.nullable());
      case DEFAULT -> to.withDefault(from.defaultValue());
    };
  }

  /** The type without the properties of a reference, which are attributes of their own. */
  private static FieldType typeOf(FieldType from, FieldType to) {
    return from instanceof FieldType.Reference wanted && to instanceof FieldType.Reference present
        ? present.to(wanted.entity(), wanted.field())
        : from;
  }

  private static Field withOptions(Field from, Field to, BinaryOperator<ReferenceOptions> merged) {
    return from.type() instanceof FieldType.Reference wanted
            && to.type() instanceof FieldType.Reference present
        ? to.withType(present.withOptions(merged.apply(wanted.options(), present.options())))
        : to;
  }
}
