package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_INDEX;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks that the annotations of a reference fit its field and the indexes of the entity. */
final class ReferenceOptionRules {
  private final Consumer<Diagnostic> problems;

  ReferenceOptionRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** Refuses an action that would fail in every row. */
  void checkActions(String entity, FieldDeclaration declaration, ParsedType type) {
    if (type.type() instanceof FieldType.Reference reference && !type.nullable()) {
      checkAction(
          entity,
          declaration,
          reference,
          SchemaAnnotations.ON_DELETE,
          reference.options().onDelete(),
          "a delete");
      checkAction(
          entity,
          declaration,
          reference,
          SchemaAnnotations.ON_UPDATE,
          reference.options().onUpdate(),
          "an update");
    }
  }

  private void checkAction(
      String entity,
      FieldDeclaration declaration,
      FieldType.Reference reference,
      String annotation,
      ReferentialAction action,
      String cause) {
    String path = entity + "." + declaration.name().text();
    boolean setsNothing =
        action == ReferentialAction.SET_DEFAULT && declaration.defaultValue().isEmpty();
    if (action == ReferentialAction.SET_NULL || setsNothing) {
      String problem =
          setsNothing
              ? "%s is required and has no default, so %s cannot set it to its default"
              : "%s is required, so %s cannot set it to null";
      String hint =
          setsNothing
              ? "give it a default, or choose cascade or restrict"
              : "write %s?, or choose cascade or restrict".formatted(reference.text());
      problems.accept(
          Diagnostic.error(
                  INVALID_REFERENCE,
                  SchemaAnnotations.find(declaration, annotation).orElseThrow().span(),
                  problem.formatted(path, cause))
              .withHint(hint));
    }
  }

  /**
   * Refuses a name for the index of a reference that brings none.
   *
   * @param entity the entity without the indexes of its references
   */
  void checkIndexName(Entity entity, Field field, FieldDeclaration declaration) {
    Optional<Value.Text> name = SchemaAnnotations.referenceIndexName(declaration);
    if (name.isPresent() && !entity.needsReferenceIndex(field)) {
      boolean none = field.reference().filter(to -> to.options().indexed()).isEmpty();
      problems.accept(
          Diagnostic.error(
                  INVALID_REFERENCE,
                  name.get().span(),
                  "%s.%s brings no index of its own, so none can be named"
                      .formatted(entity.name(), field.name()))
              .withHint(
                  none
                      ? "delete index: from @references"
                      : "delete index: from @references, and name the key, unique or index that"
                          + " begins with %s by named: there".formatted(field.name())));
    }
  }

  /** Refuses the index that a reference brings by itself, if it is declared to bring none. */
  void checkIndexes(
      String entity, Map<String, ParsedField> fields, List<ParsedGroup<Index>> indexes) {
    for (ParsedGroup<Index> index : indexes) {
      if (!index.group().isFieldAlone()) {
        continue;
      }
      String field = index.group().fields().get(0);
      if (fields.get(field).reference().filter(to -> !to.options().indexed()).isPresent()) {
        problems.accept(
            Diagnostic.error(
                    INVALID_INDEX,
                    index.span(),
                    "%s.%s has @noIndex, so it cannot have an index of its own"
                        .formatted(entity, field))
                .withHint("delete one of the two annotations"));
      }
    }
  }
}
