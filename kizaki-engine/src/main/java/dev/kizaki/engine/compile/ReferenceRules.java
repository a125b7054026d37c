package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where references lead: to a field that exists, that is the key of its entity or unique alone, and
 * that in the end has a type of its own.
 */
final class ReferenceRules {
  private final TypeScope scope;
  private final Map<String, ParsedEntity> entities;
  private final Consumer<Diagnostic> problems;

  /** References that were followed to their end, so that each is followed once. */
  private final Set<ParsedField> followed = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param entities what names stand for, by name
   */
  ReferenceRules(
      TypeScope scope, Map<String, ParsedEntity> entities, Consumer<Diagnostic> problems) {
    this.scope = scope;
    this.entities = entities;
    this.problems = problems;
  }

  void check(ParsedEntity entity) {
    for (ParsedField field : entity.fieldDrafts()) {
      field.reference().ifPresent(reference -> check(field, reference));
    }
  }

  private void check(ParsedField field, FieldType.Reference reference) {
    SourceSpan span = field.typeSpan();
    if (Declarations.isSystems(reference.entity())) {
      checkSystem(span, reference);
      return;
    }
    ParsedEntity target = entities.get(reference.entity());
    if (target == null) {
      unknownEntity(span, reference);
      return;
    }
    ParsedField referenced = target.fields().get(reference.field());
    if (referenced == null) {
      error(
          span,
          reference.entity() + " has no field '" + reference.field() + "'",
          DidYouMean.hint(reference.field(), reference.entity() + ".", target.fields().keySet())
              .or(() -> referableFields(target)));
      return;
    }
    if (isReferable(target, referenced.name()) && canBeReferredTo(span, reference, referenced)) {
      follow(field);
      return;
    }
    if (target.key().isPresent() && !isReferable(target, referenced.name())) {
      error(
          span,
          reference.text() + " is neither the key of " + reference.entity() + " nor unique",
          Optional.of(
              "put @unique on it"
                  + referableFields(target).map(fields -> ", or " + fields).orElse("")));
    }
  }

  private void checkSystem(SourceSpan span, FieldType.Reference reference) {
    String key = SystemEntity.USER + "." + SystemEntity.KEY_FIELD;
    if (!reference.entity().equals(SystemEntity.USER)) {
      error(
          span,
          "unknown system entity '" + reference.entity() + "'",
          Optional.of("the only one is " + SystemEntity.USER));
    } else if (!reference.field().equals(SystemEntity.KEY_FIELD)) {
      error(
          span,
          "references to " + SystemEntity.USER + " name its " + SystemEntity.KEY_FIELD,
          Optional.of("write " + key));
    }
  }

  private void unknownEntity(SourceSpan span, FieldType.Reference reference) {
    Optional<TypeScope.Kind> kind = scope.kindOf(reference.entity());
    if (kind.isPresent()) {
      boolean isType =
          kind.get() == TypeScope.Kind.ENUM || kind.get() == TypeScope.Kind.EMBEDDED_TYPE;
      error(
          span,
          reference.entity() + " is " + kind.get().words() + ", and references lead to entities",
          isType ? Optional.of("write " + reference.entity()) : Optional.empty());
      return;
    }
    List<String> known = new ArrayList<>(entities.keySet());
    known.add(SystemEntity.USER);
    error(
        span,
        "unknown entity '" + reference.entity() + "'",
        DidYouMean.hint(reference.entity(), "", known));
  }

  private boolean canBeReferredTo(
      SourceSpan span, FieldType.Reference reference, ParsedField referenced) {
    if (referenced.type().isEmpty()) {
      return false;
    }
    FieldType type = referenced.type().get().type();
    boolean document =
        type instanceof FieldType.Simple simple
            && (simple.scalar() == Scalar.JSON || simple.scalar() == Scalar.FILE);
    if (document || type.isArray()) {
      error(
          span,
          reference.text() + " is " + type.text() + ", which references cannot hold",
          Optional.of("refer to a field that holds one plain value"));
      return false;
    }
    return true;
  }

  /** Follows the field until a type of its own; a circle is reported at its first field. */
  private void follow(ParsedField start) {
    List<ParsedField> path = new ArrayList<>();
    Optional<ParsedField> next = Optional.of(start);
    while (next.isPresent() && followed.add(next.get())) {
      path.add(next.get());
      next = next.get().reference().flatMap(this::target);
    }
    next.ifPresent(end -> circle(path, end));
  }

  /** Reports a circle, if the path came back to itself and not to one followed before. */
  private void circle(List<ParsedField> path, ParsedField end) {
    List<String> names =
        path.stream()
            .dropWhile(field -> field != end)
            .map(field -> field.reference().orElseThrow().text())
            .toList();
    if (!names.isEmpty()) {
      error(
          end.typeSpan(),
          names.size() == 1
              ? names.get(0) + " refers to itself, so it has no type"
              : String.join(", ", names) + " refer to each other in a circle, so none has a type",
          Optional.of("give one of them a type of its own"));
    }
  }

  private Optional<ParsedField> target(FieldType.Reference reference) {
    return Optional.ofNullable(entities.get(reference.entity()))
        .map(entity -> entity.fields().get(reference.field()));
  }

  private static boolean isReferable(ParsedEntity entity, String field) {
    return referable(entity).anyMatch(field::equals);
  }

  private static Stream<String> referable(ParsedEntity entity) {
    return Stream.concat(entity.key().stream(), entity.uniques().stream())
        .map(draft -> draft.group().fields())
        .filter(fields -> fields.size() == 1)
        .map(fields -> fields.get(0))
        .distinct();
  }

  private static Optional<String> referableFields(ParsedEntity entity) {
    List<String> paths =
        referable(entity).map(field -> entity.name().text() + "." + field).toList();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of("refer to " + String.join(" or ", paths));
  }

  private void error(SourceSpan span, String message, Optional<String> hint) {
    problems.accept(Diagnostic.error(INVALID_REFERENCE, span, message).withHint(hint));
  }
}
