package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DATABASE_NAME;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the annotations that state the name of an element in the database: {@code @table}, {@code
 * @type}, {@code @sequence}, {@code @column} and {@code @label}. Schemas and plans read them in the same way.
 */
public final class StatedNames {
  public static final String TABLE = "table";
  public static final String TYPE = "type";
  public static final String SEQUENCE = "sequence";
  public static final String COLUMN = "column";
  public static final String LABEL = "label";

  private static final Set<String> WORDS = Set.of(TABLE, TYPE, SEQUENCE, COLUMN, LABEL);

  private final Consumer<Diagnostic> problems;

  public StatedNames(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The name that one of the annotations states for a table, a column, a type or a sequence. */
  public Optional<String> name(List<Annotation> annotations) {
    return stated(annotations, false);
  }

  /** The label that one of the annotations states for a value of an enum. */
  public Optional<String> label(List<Annotation> annotations) {
    return stated(annotations, true);
  }

  /** The name that an option states; empty also if PostgreSQL cannot hold it. */
  public Optional<String> named(Optional<Value.Text> option) {
    return option.filter(text -> check(text, false)).map(Value.Text::text);
  }

  /** The annotation that states a name, if there is one. */
  static Optional<Annotation> find(List<Annotation> annotations) {
    return annotations.stream()
        .filter(annotation -> WORDS.contains(annotation.name().text()))
        .findFirst();
  }

  private Optional<String> stated(List<Annotation> annotations, boolean label) {
    return find(annotations)
        .flatMap(annotation -> annotation.arguments().stream().findFirst())
        .filter(Value.Text.class::isInstance)
        .map(Value.Text.class::cast)
        .filter(text -> check(text, label))
        .map(Value.Text::text);
  }

  /** The name that an annotation states for its constraint or index. */
  public Optional<String> named(Annotation annotation) {
    return checked(GroupValues.of(annotation).named());
  }

  /** Reports a name that PostgreSQL cannot hold; the name, if there is one. */
  public Optional<String> checked(Optional<Value.Text> name) {
    return name.filter(text -> check(text, false)).map(Value.Text::text);
  }

  /** Reports a name that PostgreSQL cannot hold; returns whether it can hold it. */
  public boolean check(Value.Text text, boolean label) {
    Optional<String> problem =
        label ? DatabaseNames.problemOfLabel(text.text()) : DatabaseNames.problem(text.text());
    problem.ifPresent(
        words ->
            problems.accept(
                Diagnostic.error(
                        INVALID_DATABASE_NAME, text.span(), "this name %s".formatted(words))
                    .withHint(
                        label ? "write another label, or none" : "write another name, or none")));
    return problem.isEmpty();
  }
}
