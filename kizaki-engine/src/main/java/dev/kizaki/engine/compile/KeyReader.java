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
 * The key of an entity: the field or the list that {@code @primaryKey} names, else the field {@code
 * id}, which every entity without {@code @primaryKey} has.
 */
final class KeyReader {
  static final String IMPLICIT_FIELD = SchemaAnnotations.IMPLICIT_KEY.name();

  private final GroupReader groups;
  private final Consumer<Diagnostic> problems;

  KeyReader(GroupReader groups, Consumer<Diagnostic> problems) {
    this.groups = groups;
    this.problems = problems;
  }

  /** One {@code @primaryKey}, and the field it stands on, if it stands on one. */
  private record Written(Annotation annotation, Optional<Name> field) {}

  /** Whether the entity gets an {@code id} that the schema does not declare. */
  static boolean isImplicit(EntityDeclaration entity) {
    return written(entity).isEmpty()
        && entity.items().stream()
            .noneMatch(
                item ->
                    item instanceof FieldDeclaration field
                        && field.name().text().equals(IMPLICIT_FIELD));
  }

  /**
   * The key.
   *
   * @param fields the fields of the entity, an implicit {@code id} among them
   * @return absent when it is wrong; then a problem was said
   */
  Optional<ParsedGroup<Key>> read(EntityDeclaration entity, Map<String, ParsedField> fields) {
    List<Written> written = written(entity);
    if (written.isEmpty()) {
      ParsedField id = fields.get(IMPLICIT_FIELD);
      return checked(entity, fields, List.of(new Name(id.name(), id.span())), id.span());
    }
    Written first = written.get(0);
    if (written.size() > 1) {
      written.stream().skip(1).forEach(other -> second(entity, first, other));
      return Optional.empty();
    }
    return first
        .field()
        .map(List::of)
        .or(() -> groups.read(entity.name().text(), fields, first.annotation()))
        .flatMap(names -> checked(entity, fields, names, first.annotation().span()));
  }

  private void second(EntityDeclaration entity, Written first, Written other) {
    boolean onFields = first.field().isPresent() && other.field().isPresent();
    problems.accept(
        Diagnostic.error(
                INVALID_KEY,
                other.annotation().span(),
                entity.name().text() + " has a primary key already")
            .withHint(
                onFields
                    ? "for one key of both fields write @primaryKey(["
                        + first.field().get().text()
                        + ", "
                        + other.field().get().text()
                        + "]) on the entity"
                    : "remove one of them")
            .withRelated(first.annotation().span(), "the first is here"));
  }

  private Optional<ParsedGroup<Key>> checked(
      EntityDeclaration entity,
      Map<String, ParsedField> fields,
      List<Name> names,
      SourceSpan span) {
    boolean sound = true;
    for (Name name : names) {
      ParsedField field = fields.get(name.text());
      if (field.type().isPresent()) {
        sound &= canBeKey(entity.name().text(), field, name.span());
      }
    }
    return sound
        ? Optional.of(new ParsedGroup<>(new Key(names.stream().map(Name::text).toList()), span))
        : Optional.empty();
  }

  private boolean canBeKey(String entity, ParsedField field, SourceSpan place) {
    ParsedType type = field.type().orElseThrow();
    String path = entity + "." + field.name();
    if (type.nullable()) {
      problems.accept(
          Diagnostic.error(INVALID_KEY, place, path + " is nullable, and a key never is")
              .withHint("remove the ? behind its type"));
      return false;
    }
    boolean document =
        type.type() instanceof FieldType.Simple simple
            && (simple.scalar() == Scalar.JSON || simple.scalar() == Scalar.FILE);
    if (type.type().isArray() || document) {
      problems.accept(
          Diagnostic.error(
                  INVALID_KEY, place, path + " is " + words(field) + ", which cannot be a key")
              .withHint("choose a field that holds one plain value"));
      return false;
    }
    return true;
  }

  /** The type in the user's words: of an embedded type the shape knows only that it is json. */
  private static String words(ParsedField field) {
    String type = field.type().orElseThrow().type().text();
    return field
        .declaration()
        .map(declaration -> declaration.type().name())
        .filter(TypeName.Named.class::isInstance)
        .map(name -> ((TypeName.Named) name).name().text())
        .filter(name -> type.startsWith(Scalar.JSON.word()) && !type.startsWith(name))
        .map(name -> "of the embedded type " + name)
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
