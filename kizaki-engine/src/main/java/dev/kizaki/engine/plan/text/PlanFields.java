package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.CheckValues;
import dev.kizaki.engine.compile.GroupValues;
import dev.kizaki.engine.compile.ParsedType;
import dev.kizaki.engine.compile.ReferenceValues;
import dev.kizaki.engine.compile.SchemaAnnotations;
import dev.kizaki.engine.compile.StatedNames;
import dev.kizaki.engine.compile.TypeReader;
import dev.kizaki.engine.compile.TypeScope;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads fields and entities of plans. A type that is not built in is the name of an enum there. */
final class PlanFields {
  private static final TypeScope ENUMS =
      new TypeScope() {
        @Override
        public Optional<Kind> kindOf(String name) {
          return Optional.of(Kind.ENUM);
        }

        @Override
        public Collection<String> typeNames() {
          return List.of();
        }
      };

  private final Consumer<Diagnostic> problems;
  private final PlanValues values;
  private final TypeReader types;
  private final StatedNames statedNames;

  PlanFields(Consumer<Diagnostic> problems, PlanValues values) {
    this.problems = problems;
    this.values = values;
    this.types = new TypeReader(ENUMS, problems);
    this.statedNames = new StatedNames(problems);
  }

  /** The field; absent if a problem was reported. */
  Optional<Field> field(FieldDeclaration declaration) {
    Optional<ParsedType> type =
        types.read(declaration.type(), SchemaAnnotations.options(declaration));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    statedNames.checked(SchemaAnnotations.foreignKeyName(declaration));
    FieldType fieldType = type.get().type();
    Optional<DefaultValue> value =
        declaration.defaultValue().flatMap(given -> values.defaultValue(given, fieldType));
    if (declaration.defaultValue().isPresent() && value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Field(
            declaration.name().text(),
            statedNames.name(declaration.annotations()),
            fieldType,
            type.get().nullable(),
            value));
  }

  AddField.Annotations annotations(FieldDeclaration declaration) {
    Optional<String> index = named(declaration, SchemaAnnotations.INDEX);
    return new AddField.Annotations(
        has(declaration, SchemaAnnotations.PRIMARY_KEY),
        has(declaration, SchemaAnnotations.UNIQUE),
        has(declaration, SchemaAnnotations.INDEX),
        new AddField.GroupNames(
            named(declaration, SchemaAnnotations.PRIMARY_KEY),
            named(declaration, SchemaAnnotations.UNIQUE),
            index.or(
                () -> statedNames.checked(SchemaAnnotations.referenceIndexName(declaration)))));
  }

  private Optional<String> named(FieldDeclaration declaration, String annotation) {
    return SchemaAnnotations.find(declaration, annotation).flatMap(statedNames::named);
  }

  /**
   * An entity as a schema declares it. If it declares no key and not that it has none, the key is
   * its field id.
   */
  Optional<Entity> entity(EntityDeclaration declaration) {
    List<Field> fields = new ArrayList<>();
    List<Unique> uniques = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    List<EntityReference> references = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Map<String, String> brought = new HashMap<>();
    boolean sound = true;
    for (EntityItem item : declaration.items()) {
      if (item instanceof FieldDeclaration field) {
        Optional<Field> read = field(field);
        sound &= read.isPresent() && isNew(names, field.name());
        read.ifPresent(fields::add);
        List<String> alone = List.of(field.name().text());
        AddField.Annotations annotations = annotations(field);
        if (annotations.primaryKey()) {
          keys.add(new Key(alone, annotations.names().primaryKey()));
        }
        if (annotations.unique()) {
          uniques.add(new Unique(alone).withNamed(annotations.names().unique()));
        }
        if (annotations.index()) {
          indexes.add(new Index(alone).withNamed(annotations.names().index()));
        } else {
          annotations.names().index().ifPresent(name -> brought.put(field.name().text(), name));
        }
      } else if (item instanceof EntityAnnotation reference && isReference(reference)) {
        Optional<EntityReference> read = reference(reference.annotation());
        sound &= read.isPresent();
        read.ifPresent(references::add);
      } else if (item instanceof EntityAnnotation annotation) {
        sound &=
            annotation.annotation().name().text().equals(SchemaAnnotations.CHECK)
                || group(annotation.annotation(), keys, uniques, indexes);
      }
    }
    boolean keyless = SchemaAnnotations.hasNoKey(declaration);
    if (keys.size() > (keyless ? 0 : 1)) {
      problems.accept(
          Diagnostic.error(
              DiagnosticCode.PLAN_VALUE,
              declaration.name().span(),
              (keyless ? "%s has a key and @noKey" : "%s has more than one key")
                  .formatted(declaration.name().text())));
      return Optional.empty();
    }
    Entity entity =
        new Entity(
            declaration.name().text(),
            statedNames.name(declaration.annotations()),
            fields,
            keys.stream().findFirst(),
            uniques,
            indexes,
            references);
    Optional<Entity> complete =
        sound ? fieldsExist(declaration, keyless ? entity : withKey(entity)) : Optional.empty();
    return complete
        .flatMap(each -> withChecks(declaration, each))
        .map(found -> found.withExpressions(EntityExpressions.in(found)))
        .filter(each -> bringIndexes(declaration, each, brought.keySet()))
        .map(each -> each.withReferenceIndexes(brought));
  }

  /** Refuses a name for the index of a reference that brings none. */
  private boolean bringIndexes(
      EntityDeclaration declaration, Entity entity, Set<String> references) {
    return references.stream()
        .filter(field -> !entity.needsReferenceIndex(entity.field(field).orElseThrow()))
        .findFirst()
        .map(
            field ->
                refuse(
                    declaration.span(),
                    "%s.%s brings no index of its own, so delete index: from its @references"
                        .formatted(entity.name(), field)))
        .orElse(true);
  }

  /** A check, whose fields are not known without its entity; empty if a problem was reported. */
  Optional<Check> check(CheckNode node) {
    return check(CheckValues.of(node));
  }

  private Optional<Check> check(CheckValues written) {
    Optional<String> named = statedNames.named(written.named());
    return written
        .expression()
        .flatMap(values::expression)
        .map(EntityExpressions::unresolved)
        .map(sql -> new Check(sql, written.notValid(), named));
  }

  /** The entity with the checks of its declaration; empty if a problem was reported. */
  private Optional<Entity> withChecks(EntityDeclaration declaration, Entity entity) {
    List<Check> checks = new ArrayList<>();
    for (EntityItem item : declaration.items()) {
      if (item instanceof EntityAnnotation annotated
          && annotated.annotation().name().text().equals(SchemaAnnotations.CHECK)) {
        Optional<Check> check = check(CheckValues.of(annotated.annotation()));
        if (check.isEmpty()) {
          return Optional.empty();
        }
        checks.add(check.get());
      }
    }
    return Optional.of(entity.withChecks(checks));
  }

  private Optional<Entity> fieldsExist(EntityDeclaration declaration, Entity entity) {
    Optional<String> missing =
        Stream.concat(
                entity.groups().flatMap(FieldGroup::allFields),
                entity.references().stream().flatMap(reference -> reference.fields().stream()))
            .filter(name -> entity.field(name).isEmpty())
            .findFirst();
    missing.ifPresent(
        name ->
            problems.accept(
                Diagnostic.error(
                    DiagnosticCode.PLAN_VALUE,
                    declaration.span(),
                    "there is no field %s.%s".formatted(entity.name(), name))));
    return missing.isPresent() ? Optional.empty() : Optional.of(entity);
  }

  private static Entity withKey(Entity entity) {
    if (entity.key().isPresent()) {
      return entity;
    }
    Field implicit = SchemaAnnotations.IMPLICIT_KEY;
    Entity keyed = entity.withKey(Optional.of(new Key(List.of(implicit.name()))));
    if (entity.field(implicit.name()).isPresent()) {
      return keyed;
    }
    List<Field> fields = new ArrayList<>(List.of(implicit));
    fields.addAll(entity.fields());
    return keyed.withFields(fields);
  }

  private boolean isNew(Set<String> names, Name name) {
    if (names.add(name.text())) {
      return true;
    }
    problems.accept(
        Diagnostic.error(
            DiagnosticCode.DUPLICATE_NAME,
            name.span(),
            "there are two fields %s".formatted(name.text())));
    return false;
  }

  private static boolean isReference(EntityAnnotation annotation) {
    return annotation.annotation().name().text().equals(SchemaAnnotations.REFERENCE);
  }

  private Optional<EntityReference> reference(Annotation annotation) {
    List<Value.Option> options =
        annotation.arguments().stream()
            .filter(Value.Option.class::isInstance)
            .map(Value.Option.class::cast)
            .toList();
    return annotation.arguments().stream()
        .filter(Value.Arrow.class::isInstance)
        .map(Value.Arrow.class::cast)
        .findFirst()
        .flatMap(
            arrow -> new ReferenceValues(DiagnosticCode.PLAN_VALUE, problems).read(arrow, options));
  }

  private boolean group(
      Annotation annotation, List<Key> keys, List<Unique> uniques, List<Index> indexes) {
    GroupValues values = GroupValues.of(annotation);
    statedNames.named(annotation);
    if (values.isEmpty()) {
      return refuse(annotation.span(), "the list of fields is empty");
    }
    for (Value.Sql sql : values.expressions()) {
      if (this.values.expression(sql).isEmpty()) {
        return false;
      }
    }
    switch (annotation.name().text()) {
      case SchemaAnnotations.PRIMARY_KEY -> keys.add(values.key());
      case SchemaAnnotations.UNIQUE -> uniques.add(values.unique());
      case SchemaAnnotations.INDEX -> indexes.add(values.index());
      default -> {
        return refuse(
            annotation.span(), "@%s is not allowed in a plan".formatted(annotation.name().text()));
      }
    }
    return true;
  }

  private boolean refuse(SourceSpan span, String message) {
    problems.accept(Diagnostic.error(DiagnosticCode.PLAN_VALUE, span, message));
    return false;
  }

  private static boolean has(FieldDeclaration declaration, String annotation) {
    return SchemaAnnotations.find(declaration, annotation).isPresent();
  }
}
