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
 * Which annotation fits which type. Where an annotation may stand and what it takes is the parser's
 * concern; one that it has refused reads here as if it were not there.
 */
final class AnnotationRules {
  private static final Home TEXTS = new Home("string fields", scalar(Scalar.STRING::equals));
  private static final Home NUMBERS =
      new Home(
          "number fields",
          type ->
              type instanceof FieldType.Decimal
                  || scalar(each -> each.isInteger() || each == Scalar.DOUBLE).test(type));
  private static final Home FILES = new Home("file fields", scalar(Scalar.FILE::equals));
  private static final Home REFERENCES =
      new Home("references", FieldType.Reference.class::isInstance);

  /** Annotations that fit some types only; for an array they speak of its elements. */
  private static final Map<String, Home> HOMES =
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
          Map.entry(SchemaAnnotations.ON_DELETE, REFERENCES));

  private final Consumer<Diagnostic> problems;

  AnnotationRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The fields that an annotation belongs on. */
  private record Home(String words, Predicate<FieldType> holds) {}

  void check(String owner, FieldDeclaration field, FieldType type) {
    for (Annotation annotation : field.annotations()) {
      String name = annotation.name().text();
      Home home = HOMES.get(name);
      if (home != null && !home.holds().test(type)) {
        problems.accept(
            Diagnostic.error(
                MISPLACED_ANNOTATION,
                annotation.span(),
                "@"
                    + name
                    + " belongs on "
                    + home.words()
                    + ", and "
                    + owner
                    + "."
                    + field.name().text()
                    + " is "
                    + type.text()));
      }
    }
  }

  private static Predicate<FieldType> scalar(Predicate<Scalar> holds) {
    return type -> type instanceof FieldType.Simple simple && holds.test(simple.scalar());
  }
}
