package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_INDEX;

import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL refuses in an index whatever the types of its fields are. Whether an access
 * method has an operator class for a type depends on the extensions of a database, so that only a
 * database can say it.
 */
final class IndexRules {
  private static final List<String> ORDER = List.of("desc", "nullsFirst", "nullsLast");

  private final Consumer<Diagnostic> problems;

  IndexRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** Reports the first mistake; returns whether there is none. */
  boolean areKept(Index index, GroupValues values, Annotation annotation) {
    Optional<Diagnostic> problem =
        Stream.of(
                column(values),
                unique(index, values),
                order(index, values),
                include(index, values),
                fields(index, annotation),
                nulls(index, values))
            .flatMap(Optional::stream)
            .findFirst();
    problem.ifPresent(problems);
    return problem.isEmpty();
  }

  /** Such an element is a column for PostgreSQL, and a collation of an index cannot be declared. */
  private static Optional<Diagnostic> column(GroupValues values) {
    return values.expressionElements().stream()
        .filter(sql -> ExpressionText.column(sql.text().text()).isPresent())
        .findFirst()
        .map(
            sql ->
                error(
                    sql.span(),
                    "%s is a column, not an expression".formatted(sql.span().text()),
                    "write the field alone; an index has the collation of its column"));
  }

  private static Optional<Diagnostic> unique(Index index, GroupValues values) {
    return index.unique() && !index.method().ordered()
        ? values
            .option("unique")
            .map(
                word ->
                    error(
                        word.span(),
                        "a %s index cannot be unique".formatted(index.method().word()),
                        "delete using: %s or unique: true".formatted(index.method().word())))
        : Optional.empty();
  }

  private static Optional<Diagnostic> order(Index index, GroupValues values) {
    if (index.method().ordered()) {
      return Optional.empty();
    }
    return values.modified().stream()
        .flatMap(element -> element.modifiers().stream())
        .filter(Value.Word.class::isInstance)
        .map(Value.Word.class::cast)
        .filter(word -> ORDER.contains(word.name().text()))
        .map(
            word ->
                error(
                    word.span(),
                    "a %s index has no order".formatted(index.method().word()),
                    "delete %s".formatted(word.name().text())))
        .findFirst();
  }

  private static Optional<Diagnostic> include(Index index, GroupValues values) {
    return index.method().includes()
        ? Optional.empty()
        : values
            .option("include")
            .map(
                list ->
                    error(
                        list.span(),
                        "a %s index cannot include fields".formatted(index.method().word()),
                        "delete include, or use %s".formatted(methods(IndexMethod::includes))));
  }

  private static Optional<Diagnostic> fields(Index index, Annotation annotation) {
    return index.elements().size() == 1 || index.method().severalFields()
        ? Optional.empty()
        : Optional.of(
            error(
                annotation.span(),
                "a %s index is over one field only".formatted(index.method().word()),
                "write an index for each field, or use %s"
                    .formatted(methods(IndexMethod::severalFields))));
  }

  private static Optional<Diagnostic> nulls(Index index, GroupValues values) {
    return index.unique()
        ? Optional.empty()
        : values
            .option("nulls")
            .map(
                word ->
                    error(
                        word.span(),
                        "nulls: notDistinct has no meaning in an index that is not unique",
                        "delete it, or add unique: true"));
  }

  private static String methods(Predicate<IndexMethod> property) {
    List<String> words =
        Stream.of(IndexMethod.values()).filter(property).map(IndexMethod::word).toList();
    return words.subList(0, words.size() - 1).stream().collect(Collectors.joining(", "))
        + " or "
        + words.get(words.size() - 1);
  }

  private static Diagnostic error(SourceSpan span, String message, String hint) {
    return Diagnostic.error(INVALID_INDEX, span, message).withHint(hint);
  }
}
