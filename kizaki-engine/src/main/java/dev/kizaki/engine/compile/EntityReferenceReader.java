package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;

import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the {@code @reference([a] -> B([c]))} of an entity, without regard to its target. */
final class EntityReferenceReader {
  private final ReferenceValues values;
  private final Consumer<Diagnostic> problems;

  EntityReferenceReader(Consumer<Diagnostic> problems) {
    this.values = new ReferenceValues(INVALID_REFERENCE, problems);
    this.problems = problems;
  }

  /**
   * @param annotations those of the entity
   */
  List<ParsedReference> read(
      Name entity, Map<String, ParsedField> fields, List<Annotation> annotations) {
    List<ParsedReference> all = new ArrayList<>();
    Map<List<Object>, Annotation> seen = new HashMap<>();
    for (Annotation annotation : annotations) {
      if (!annotation.name().text().equals(SchemaAnnotations.REFERENCE)) {
        continue;
      }
      Optional<EntityReference> read =
          arrow(annotation)
              .filter(arrow -> fieldsExist(entity, fields, arrow))
              .flatMap(arrow -> values.read(arrow, options(annotation)));
      if (read.isEmpty()) {
        continue;
      }
      EntityReference reference = read.get();
      Annotation first =
          seen.putIfAbsent(
              List.of(reference.fields(), reference.target(), reference.targetFields()),
              annotation);
      if (first == null) {
        all.add(new ParsedReference(reference, annotation));
      } else {
        problems.accept(
            Diagnostic.error(
                    INVALID_REFERENCE,
                    annotation.span(),
                    "@reference(%s) is declared twice".formatted(reference.endsText()))
                .withHint("remove one of them")
                .withRelated(first.span(), "first declared here"));
      }
    }
    return List.copyOf(all);
  }

  private boolean fieldsExist(Name entity, Map<String, ParsedField> fields, Value.Arrow arrow) {
    boolean exist = true;
    for (Name field : arrow.fields()) {
      if (!fields.containsKey(field.text())) {
        problems.accept(
            Diagnostic.error(
                    INVALID_REFERENCE,
                    field.span(),
                    "%s has no field '%s'".formatted(entity.text(), field.text()))
                .withHint(DidYouMean.hint(field.text(), "", fields.keySet())));
        exist = false;
      }
    }
    return exist;
  }

  static Optional<Value.Arrow> arrow(Annotation annotation) {
    return annotation.arguments().stream()
        .filter(Value.Arrow.class::isInstance)
        .map(Value.Arrow.class::cast)
        .findFirst();
  }

  private static List<Value.Option> options(Annotation annotation) {
    return annotation.arguments().stream()
        .filter(Value.Option.class::isInstance)
        .map(Value.Option.class::cast)
        .toList();
  }
}
