package dev.kizaki.engine.shape;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What PostgreSQL refuses of generated columns whatever their expressions are (documentation,
 * section 5.4; CREATE TABLE, GENERATED ALWAYS AS). Which functions an expression can call, only a
 * database can say.
 */
public final class GeneratedRules {
  private static final String STORED_INSTEAD = "remove the word virtual, so that it is stored";

  private GeneratedRules() {}

  /**
   * A rule that a field breaks.
   *
   * @param text one sentence without a final period
   */
  public record Problem(String field, String text, String hint) {}

  /** The first problem of an entity's generated fields, if there is one. */
  public static Optional<Problem> firstOf(Entity entity) {
    // A loop, because every replay looks at all fields of the schema, and hardly any is generated.
    for (Field field : entity.fields()) {
      if (field.isGenerated()) {
        Optional<Problem> problem = problems(entity, field).findFirst();
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  /** The problems of one generated field. */
  public static Stream<Problem> problems(Entity entity, Field field) {
    return Stream.of(
            computedFromGenerated(entity, field),
            field.generated().orElseThrow().virtual()
                ? virtual(entity, field)
                : action(entity, field))
        .flatMap(Optional::stream);
  }

  private static Optional<Problem> computedFromGenerated(Entity entity, Field field) {
    return entity.fields().stream()
        .filter(each -> each.isGenerated() && field.isComputedFrom(each.name()))
        .findFirst()
        .map(
            other ->
                other.name().equals(field.name())
                    ? problem(entity, field, "is computed from itself", "name other columns")
                    : problem(
                        entity,
                        field,
                        "is computed from %s, which is generated too".formatted(other.name()),
                        "write the expression of %s instead of it".formatted(other.name())));
  }

  private static Optional<Problem> virtual(Entity entity, Field field) {
    if (field.reference().isPresent()) {
      return Optional.of(
          problem(entity, field, "is virtual and cannot be a reference", STORED_INSTEAD));
    }
    return entity.groups().anyMatch(group -> group.contains(field.name()))
        ? Optional.of(
            problem(
                entity,
                field,
                "is virtual and cannot be part of a key, a unique or an index",
                STORED_INSTEAD))
        : Optional.empty();
  }

  /** An action that would write to the column (documentation, CREATE TABLE, REFERENCES). */
  private static Optional<Problem> action(Entity entity, Field field) {
    return field
        .reference()
        .map(FieldType.Reference::options)
        .flatMap(
            options ->
                options.onUpdate().writesRows()
                    ? Optional.of("onUpdate(%s)".formatted(options.onUpdate().word()))
                    : options.onDelete() == ReferentialAction.SET_NULL
                            || options.onDelete() == ReferentialAction.SET_DEFAULT
                        ? Optional.of("onDelete(%s)".formatted(options.onDelete().word()))
                        : Optional.empty())
        .map(
            action ->
                problem(
                    entity,
                    field,
                    "is generated, so that @%s cannot write to it".formatted(action),
                    "remove the annotation"));
  }

  private static Problem problem(Entity entity, Field field, String text, String hint) {
    return new Problem(field.name(), entity.name() + "." + field.name() + " " + text, hint);
  }
}
