package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.SchemaAnnotations;
import dev.kizaki.engine.compile.StatedNames;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.EnumValue;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entities, enums and fields of a shape as syntax tree nodes. A plan declares them as a schema
 * does.
 */
final class DeclarationNodes {
  private DeclarationNodes() {}

  /** A group over one field alone is an annotation of the field, any other one of the entity. */
  static EntityDeclaration entity(Entity entity) {
    List<EntityItem> items = new ArrayList<>();
    Set<FieldGroup> atFields = new HashSet<>();
    for (Field field : entity.fields()) {
      FieldGroups groups = FieldGroups.of(entity, field);
      atFields.addAll(groups.all());
      items.add(field(field, groups.annotations()));
    }
    entity
        .groups()
        .filter(group -> !atFields.contains(group))
        .filter(group -> !(group instanceof Index index) || !FieldGroups.isBrought(entity, index))
        .map(DeclarationNodes::group)
        .forEach(items::add);
    entity.checks().stream().map(CheckNodes::annotation).forEach(items::add);
    entity.references().stream().map(DeclarationNodes::reference).forEach(items::add);
    List<Annotation> head = new ArrayList<>(stated(StatedNames.TABLE, entity.table()));
    if (entity.key().isEmpty()) {
      head.add(annotation(SchemaAnnotations.NO_KEY));
    }
    return new EntityDeclaration(Name.of(entity.name()), head, items, SourceSpan.NONE);
  }

  private static EntityAnnotation group(FieldGroup group) {
    String word =
        group instanceof Unique
            ? SchemaAnnotations.UNIQUE
            : group instanceof Index ? SchemaAnnotations.INDEX : SchemaAnnotations.PRIMARY_KEY;
    List<Value> arguments = new ArrayList<>();
    arguments.add(new Value.Sequence(GroupNodes.elements(group), SourceSpan.NONE));
    arguments.addAll(GroupNodes.options(group));
    group.named().map(ValueNodes::named).ifPresent(arguments::add);
    return new EntityAnnotation(annotation(word, arguments.toArray(Value[]::new)), SourceSpan.NONE);
  }

  private static EntityAnnotation reference(EntityReference reference) {
    List<Value> arguments = new ArrayList<>();
    arguments.add(ReferenceNodes.arrow(reference));
    arguments.addAll(ReferenceNodes.options(reference.options()));
    return new EntityAnnotation(
        annotation(SchemaAnnotations.REFERENCE, arguments.toArray(Value[]::new)), SourceSpan.NONE);
  }

  static EnumDeclaration enumeration(EnumType type) {
    return new EnumDeclaration(
        Name.of(type.name()),
        stated(StatedNames.TYPE, type.type()),
        type.values().stream()
            .map(
                value ->
                    new EnumValue(
                        Name.of(value),
                        stated(StatedNames.LABEL, Optional.ofNullable(type.labels().get(value))),
                        SourceSpan.NONE))
            .toList(),
        SourceSpan.NONE);
  }

  static FieldDeclaration field(Field field, AddField.Annotations groups) {
    List<Annotation> annotations = new ArrayList<>();
    AddField.GroupNames names = groups.names();
    if (groups.primaryKey()) {
      annotations.add(annotation(SchemaAnnotations.PRIMARY_KEY, named(names.primaryKey())));
    }
    if (groups.unique()) {
      annotations.add(annotation(SchemaAnnotations.UNIQUE, named(names.unique())));
    }
    if (groups.index()) {
      annotations.add(annotation(SchemaAnnotations.INDEX, named(names.index())));
    }
    field.reference().ifPresent(to -> annotations.addAll(options(to.options())));
    List<Value> references = new ArrayList<>();
    references.addAll(List.of(named(RecordedNames.foreignKey(field))));
    if (!groups.index()) {
      names
          .index()
          .map(
              name ->
                  new Value.Option(
                      Name.of(SchemaAnnotations.INDEX), ValueNodes.text(name), SourceSpan.NONE))
          .ifPresent(references::add);
    }
    if (!references.isEmpty()) {
      annotations.add(annotation(SchemaAnnotations.REFERENCES, references.toArray(Value[]::new)));
    }
    annotations.addAll(stated(StatedNames.COLUMN, field.column()));
    return new FieldDeclaration(
        Name.of(field.name()),
        type(field.type(), field.nullable()),
        annotations,
        field.defaultValue().map(ValueNodes::of),
        SourceSpan.NONE);
  }

  /** What a reference without an annotation does is not printed. */
  private static List<Annotation> options(ReferenceOptions options) {
    List<Annotation> annotations = new ArrayList<>();
    action(SchemaAnnotations.ON_DELETE, options.onDelete()).ifPresent(annotations::add);
    action(SchemaAnnotations.ON_UPDATE, options.onUpdate()).ifPresent(annotations::add);
    switch (options.deferrability()) {
      case NOT_DEFERRABLE -> {}
      case INITIALLY_IMMEDIATE -> annotations.add(annotation(SchemaAnnotations.DEFERRABLE));
      case INITIALLY_DEFERRED ->
          annotations.add(
              annotation(
                  SchemaAnnotations.DEFERRABLE,
                  ValueNodes.word(SchemaAnnotations.INITIALLY_DEFERRED)));
    }
    if (!options.indexed()) {
      annotations.add(annotation(SchemaAnnotations.NO_INDEX));
    }
    if (options.notValid()) {
      annotations.add(annotation(SchemaAnnotations.NOT_VALID));
    }
    return annotations;
  }

  private static Optional<Annotation> action(String annotation, ReferentialAction action) {
    return action == ReferentialAction.NO_ACTION
        ? Optional.empty()
        : Optional.of(annotation(annotation, ValueNodes.word(action.word())));
  }

  /** The annotation that states a name in the database, if there is one to state. */
  static List<Annotation> stated(String word, Optional<String> name) {
    return name.map(given -> annotation(word, ValueNodes.text(given))).stream().toList();
  }

  private static Annotation annotation(String word, Value... arguments) {
    return new Annotation(Name.of(word), List.of(arguments), arguments.length > 0, SourceSpan.NONE);
  }

  private static Value[] named(Optional<String> name) {
    return name.map(ValueNodes::named).stream().toArray(Value[]::new);
  }

  static TypeExpression type(Scalar scalar) {
    return type(FieldType.of(scalar), false);
  }

  static TypeExpression type(FieldType type, boolean nullable) {
    List<TypeExpression.Suffix> suffixes = new ArrayList<>();
    if (type.isArray()) {
      suffixes.add(TypeExpression.Suffix.ARRAY);
    }
    if (nullable) {
      suffixes.add(TypeExpression.Suffix.NULLABLE);
    }
    return new TypeExpression(typeName(type), suffixes, SourceSpan.NONE);
  }

  private static TypeName typeName(FieldType type) {
    if (type instanceof FieldType.Simple simple) {
      return simple.limit().isPresent()
          ? named(
              simple.scalar().word(),
              ValueNodes.number(Integer.toString(simple.limit().getAsInt())))
          : named(simple.scalar().word());
    }
    if (type instanceof FieldType.Native other) {
      return named(FieldType.Native.WORD, ValueNodes.text(other.name()));
    }
    if (type instanceof FieldType.Decimal decimal) {
      return named(
          Scalar.DECIMAL.word(),
          ValueNodes.number(Integer.toString(decimal.precision())),
          ValueNodes.number(Integer.toString(decimal.scale())));
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return named(ofEnum.name());
    }
    if (type instanceof FieldType.Reference reference) {
      return new TypeName.Referenced(
          FieldPath.of(reference.entity(), reference.field()), SourceSpan.NONE);
    }
    throw new IllegalArgumentException("unknown kind of type: " + type);
  }

  private static TypeName named(String name, Value... arguments) {
    return new TypeName.Named(Name.of(name), List.of(arguments), SourceSpan.NONE);
  }

  static List<Name> names(List<String> names) {
    return names.stream().map(Name::of).toList();
  }
}
