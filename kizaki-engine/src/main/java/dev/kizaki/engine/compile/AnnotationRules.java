package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.MISPLACED_ANNOTATION;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which annotations a type can have. The parser checks where an annotation is allowed and which
 * arguments it takes; an annotation that it refused is not in the tree.
 */
final class AnnotationRules {
  private static final Allowed TEXTS = new Allowed("string fields", FieldType::isString);
  private static final Allowed NUMBERS =
      new Allowed("number fields", type -> type.isInteger() || type.isDecimal() || type.isFloat());
  private static final Allowed FILES = new Allowed("file fields", type -> type.isOf(Scalar.FILE));
  private static final Allowed REFERENCES =
      new Allowed("references", FieldType.Reference.class::isInstance);

  /** The annotations that only some types can have. On an array they apply to its elements. */
  private static final Map<String, Allowed> ALLOWED =
      Map.ofEntries(
          Map.entry("minLength", TEXTS),
          Map.entry("maxLength", TEXTS),
          Map.entry("regex", TEXTS),
          Map.entry("email", TEXTS),
          Map.entry("url", TEXTS),
          Map.entry("trim", TEXTS),
          Map.entry("min", NUMBERS),
          Map.entry("max", NUMBERS),
          Map.entry("maxSize", FILES),
          Map.entry("accept", FILES),
          Map.entry(SchemaAnnotations.ON_DELETE, REFERENCES),
          Map.entry(SchemaAnnotations.ON_UPDATE, REFERENCES),
          Map.entry(SchemaAnnotations.DEFERRABLE, REFERENCES),
          Map.entry(SchemaAnnotations.NO_INDEX, REFERENCES),
          Map.entry(SchemaAnnotations.NOT_VALID, REFERENCES),
          Map.entry(SchemaAnnotations.REFERENCES, REFERENCES));

  private final Consumer<Diagnostic> problems;

  AnnotationRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The fields that can have an annotation. */
  private record Allowed(String words, Predicate<FieldType> condition) {}

  void check(String owner, FieldDeclaration field, FieldType type) {
    for (Annotation annotation : field.annotations()) {
      String name = annotation.name().text();
      Allowed allowed = ALLOWED.get(name);
      if (allowed != null && !allowed.condition().test(type)) {
        problems.accept(
            Diagnostic.error(
                MISPLACED_ANNOTATION,
                annotation.span(),
                "@%s is only allowed on %s, but %s.%s is %s"
                    .formatted(name, allowed.words(), owner, field.name().text(), type.text())));
      }
    }
  }
}
