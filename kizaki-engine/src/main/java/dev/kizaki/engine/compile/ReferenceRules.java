package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks the targets of references. A target must be an existing field that is the key of its
 * entity or a unique by itself, and a chain of references must end at a field whose type is not a
 * reference.
 */
final class ReferenceRules {
  private final TypeScope scope;
  private final Map<String, ParsedEntity> entities;
  private final Map<String, SystemEntity> externals = new HashMap<>();
  private final Consumer<Diagnostic> problems;

  /** The references that have been followed, so that each is followed only once. */
  private final Set<ParsedField> followed = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param entities the entities by name
   * @param externals the external tables
   */
  ReferenceRules(
      TypeScope scope,
      Map<String, ParsedEntity> entities,
      Collection<SystemEntity> externals,
      Consumer<Diagnostic> problems) {
    this.scope = scope;
    externals.forEach(each -> this.externals.put(each.name(), each));
    this.entities = entities;
    this.problems = problems;
  }

  void check(ParsedEntity entity) {
    for (ParsedField field : entity.parsedFields()) {
      field.reference().ifPresent(reference -> check(field, reference));
    }
  }

  private void check(ParsedField field, FieldType.Reference reference) {
    SourceSpan span = field.typeSpan();
    if (Declarations.isSystemName(reference.entity())) {
      checkSystem(span, reference);
      return;
    }
    ParsedEntity target = entities.get(reference.entity());
    if (target == null && externals.containsKey(reference.entity())) {
      checkExternal(span, reference, externals.get(reference.entity()));
      return;
    }
    if (target == null) {
      unknownEntity(span, reference);
      return;
    }
    ParsedField referenced = target.fields().get(reference.field());
    if (referenced == null) {
      error(
          span,
          "%s has no field '%s'".formatted(reference.entity(), reference.field()),
          DidYouMean.hint(reference.field(), reference.entity() + ".", target.fields().keySet())
              .or(() -> referableFields(target)));
      return;
    }
    if (isReferable(target, referenced.name()) && canBeReferenced(span, reference, referenced)) {
      follow(field);
      return;
    }
    boolean sound = target.keyless() || target.key().isPresent();
    if (sound && !isReferable(target, referenced.name())) {
      error(
          span,
          target.keyless()
              ? "%s has no key, and %s is not unique"
                  .formatted(reference.entity(), reference.text())
              : "%s is neither the key of %s nor unique"
                  .formatted(reference.text(), reference.entity()),
          Optional.of(
              referableFields(target)
                  .map("add @unique to it, or %s"::formatted)
                  .orElse("add @unique to it")));
    }
  }

  private void checkExternal(SourceSpan span, FieldType.Reference reference, SystemEntity target) {
    if (target.isReferable(List.of(reference.field()))) {
      return;
    }
    error(
        span,
        target.keyColumn(reference.field()).isEmpty()
            ? "%s has no field '%s'".formatted(reference.entity(), reference.field())
            : "%s is only a part of the key of %s".formatted(reference.text(), target.name()),
        Optional.of(
            target.key().size() == 1
                ? "write %s.%s".formatted(target.name(), target.keyFields().get(0))
                : "write a reference to %s([%s]) into the body of the entity"
                    .formatted(target.name(), String.join(", ", target.keyFields()))));
  }

  private void checkSystem(SourceSpan span, FieldType.Reference reference) {
    String key = BuiltInUser.KEY_PATH;
    if (!reference.entity().equals(BuiltInUser.NAME)) {
      error(
          span,
          "unknown system entity '%s'".formatted(reference.entity()),
          Optional.of("the only one is %s".formatted(BuiltInUser.NAME)));
    } else if (!reference.field().equals(BuiltInUser.KEY_FIELD)) {
      error(
          span,
          "a reference to %s must name its field %s"
              .formatted(BuiltInUser.NAME, BuiltInUser.KEY_FIELD),
          Optional.of("write %s".formatted(key)));
    }
  }

  private void unknownEntity(SourceSpan span, FieldType.Reference reference) {
    Optional<TypeScope.Kind> kind = scope.kindOf(reference.entity());
    if (kind.isPresent()) {
      boolean isType =
          kind.get() == TypeScope.Kind.ENUM || kind.get() == TypeScope.Kind.EMBEDDED_TYPE;
      error(
          span,
          "%s is %s, but a reference must name an entity"
              .formatted(reference.entity(), kind.get().words()),
          isType ? Optional.of("write %s".formatted(reference.entity())) : Optional.empty());
      return;
    }
    List<String> known = new ArrayList<>(entities.keySet());
    known.add(BuiltInUser.NAME);
    error(
        span,
        "unknown entity '%s'".formatted(reference.entity()),
        DidYouMean.hint(reference.entity(), "", known));
  }

  private boolean canBeReferenced(
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
          "%s is %s, which a reference cannot contain".formatted(reference.text(), type.text()),
          Optional.of("refer to a field that holds one plain value"));
      return false;
    }
    return true;
  }

  /**
   * Follows the reference to a field that is not a reference. A cycle is reported at its first
   * field.
   */
  private void follow(ParsedField start) {
    List<ParsedField> path = new ArrayList<>();
    Optional<ParsedField> next = Optional.of(start);
    while (next.isPresent() && followed.add(next.get())) {
      path.add(next.get());
      next = next.get().reference().flatMap(this::target);
    }
    next.ifPresent(end -> cycle(path, end));
  }

  /**
   * Reports a cycle, if the path returned to itself and not to a field that was followed before.
   */
  private void cycle(List<ParsedField> path, ParsedField end) {
    List<String> names =
        path.stream()
            .dropWhile(field -> field != end)
            .map(field -> field.reference().orElseThrow().text())
            .toList();
    if (!names.isEmpty()) {
      error(
          end.typeSpan(),
          names.size() == 1
              ? "%s refers to itself, so it has no type".formatted(names.get(0))
              : "%s refer to each other, so they have no type".formatted(String.join(", ", names)),
          Optional.of("give one of them a type that is not a reference"));
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
        .map(group -> group.group().fields())
        .filter(fields -> fields.size() == 1)
        .map(fields -> fields.get(0))
        .distinct();
  }

  private static Optional<String> referableFields(ParsedEntity entity) {
    List<String> paths =
        referable(entity).map(field -> entity.name().text() + "." + field).toList();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of("refer to %s".formatted(String.join(" or ", paths)));
  }

  private void error(SourceSpan span, String message, Optional<String> hint) {
    problems.accept(Diagnostic.error(INVALID_REFERENCE, span, message).withHint(hint));
  }
}
