package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_KEY;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the key of an entity: the field or the list of {@code @primaryKey}, otherwise the field
 * {@code id}, which every entity without {@code @primaryKey} and {@code @noKey} has.
 */
final class KeyReader {
  static final String IMPLICIT_FIELD = SchemaAnnotations.IMPLICIT_KEY.name();

  private final GroupReader groups;
  private final StatedNames statedNames;
  private final Consumer<Diagnostic> problems;

  KeyReader(GroupReader groups, Consumer<Diagnostic> problems) {
    this.groups = groups;
    this.statedNames = new StatedNames(problems);
    this.problems = problems;
  }

  /** A {@code @primaryKey}, and its field if it is on a field. */
  private record Written(Annotation annotation, Optional<Name> field) {}

  /** Whether the entity has an {@code id} that the schema does not declare. */
  static boolean isImplicit(EntityDeclaration entity) {
    return written(entity).isEmpty()
        && !SchemaAnnotations.hasNoKey(entity)
        && entity.items().stream()
            .noneMatch(
                item ->
                    item instanceof FieldDeclaration field
                        && field.name().text().equals(IMPLICIT_FIELD));
  }

  /**
   * Reads the key.
   *
   * @param fields the fields of the entity, including an implicit {@code id}
   * @return empty if the entity has none, or if it is invalid; then a problem has been reported
   */
  Optional<ParsedGroup<Key>> read(EntityDeclaration entity, Map<String, ParsedField> fields) {
    List<Written> written = written(entity);
    if (SchemaAnnotations.hasNoKey(entity)) {
      written.forEach(key -> refuseBesideNoKey(entity, key));
      return Optional.empty();
    }
    if (written.isEmpty()) {
      ParsedField id = fields.get(IMPLICIT_FIELD);
      return checked(
          entity, fields, List.of(new Name(id.name(), id.span())), id.span(), Optional.empty());
    }
    Written first = written.get(0);
    if (written.size() > 1) {
      written.stream().skip(1).forEach(other -> refuseSecond(entity, first, other));
      return Optional.empty();
    }
    return first
        .field()
        .map(List::of)
        .or(
            () ->
                groups
                    .read(entity.name().text(), fields, first.annotation())
                    .map(GroupValues::names))
        .flatMap(
            names ->
                checked(
                    entity,
                    fields,
                    names,
                    first.annotation().span(),
                    statedNames.named(first.annotation())));
  }

  private void refuseBesideNoKey(EntityDeclaration entity, Written key) {
    problems.accept(
        Diagnostic.error(
                INVALID_KEY,
                key.annotation().span(),
                "%s has a primary key, but @noKey says that it has none"
                    .formatted(entity.name().text()))
            .withHint("remove one of them"));
  }

  private void refuseSecond(EntityDeclaration entity, Written first, Written other) {
    boolean onFields = first.field().isPresent() && other.field().isPresent();
    problems.accept(
        Diagnostic.error(
                INVALID_KEY,
                other.annotation().span(),
                "%s already has a primary key".formatted(entity.name().text()))
            .withHint(
                onFields
                    ? "for one key of both fields, write @primaryKey([%s, %s]) on the entity"
                        .formatted(first.field().get().text(), other.field().get().text())
                    : "remove one of them")
            .withRelated(first.annotation().span(), "the first is here"));
  }

  private Optional<ParsedGroup<Key>> checked(
      EntityDeclaration entity,
      Map<String, ParsedField> fields,
      List<Name> names,
      SourceSpan span,
      Optional<String> named) {
    boolean isValid = true;
    for (Name name : names) {
      ParsedField field = fields.get(name.text());
      if (field.type().isPresent()) {
        isValid &= canBeKey(entity.name().text(), field, name.span());
      }
    }
    return isValid
        ? Optional.of(
            new ParsedGroup<>(new Key(names.stream().map(Name::text).toList(), named), span))
        : Optional.empty();
  }

  private boolean canBeKey(String entity, ParsedField field, SourceSpan place) {
    ParsedType type = field.type().orElseThrow();
    String path = entity + "." + field.name();
    if (type.nullable()) {
      problems.accept(
          Diagnostic.error(
                  INVALID_KEY, place, "%s is nullable, but a key cannot be".formatted(path))
              .withHint("remove the ? after its type"));
      return false;
    }
    boolean document =
        type.type() instanceof FieldType.Simple simple
            && (simple.scalar() == Scalar.JSON || simple.scalar() == Scalar.FILE);
    if (type.type().isArray() || document) {
      problems.accept(
          Diagnostic.error(
                  INVALID_KEY,
                  place,
                  "%s is %s, which cannot be a key".formatted(path, words(field)))
              .withHint("choose a field that holds one plain value"));
      return false;
    }
    return true;
  }

  /** The type as the user wrote it. In the shape an embedded type is only json. */
  private static String words(ParsedField field) {
    String type = field.type().orElseThrow().type().text();
    return field
        .declaration()
        .map(declaration -> declaration.type().name())
        .filter(TypeName.Named.class::isInstance)
        .map(name -> ((TypeName.Named) name).name().text())
        .filter(name -> type.startsWith(Scalar.JSON.word()) && !type.startsWith(name))
        .map("of the embedded type %s"::formatted)
        .orElse(type);
  }

  private static List<Written> written(EntityDeclaration entity) {
    List<Written> all = new ArrayList<>();
    entity
        .items()
        .forEach(
            item -> {
              if (item instanceof FieldDeclaration field) {
                SchemaAnnotations.find(field, SchemaAnnotations.PRIMARY_KEY)
                    .ifPresent(found -> all.add(new Written(found, Optional.of(field.name()))));
              } else if (item instanceof EntityAnnotation entityAnnotation
                  && entityAnnotation
                      .annotation()
                      .name()
                      .text()
                      .equals(SchemaAnnotations.PRIMARY_KEY)) {
                all.add(new Written(entityAnnotation.annotation(), Optional.empty()));
              }
            });
    all.sort(Comparator.comparingInt(each -> each.annotation().span().start()));
    return all;
  }
}
