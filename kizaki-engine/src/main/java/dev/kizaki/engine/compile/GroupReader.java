package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_INDEX;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_KEY;

import dev.kizaki.engine.sql.WholeSql;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the lists of {@code @primaryKey([…])}, {@code @unique([…])} and {@code @index([…])}. */
final class GroupReader {
  /** The largest number of columns in an index (PostgreSQL documentation, appendix K). */
  private static final int MOST_FIELDS = 32;

  private final Consumer<Diagnostic> problems;

  GroupReader(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * Reads what an annotation of the entity says.
   *
   * @param fields the fields of the entity
   * @return empty if the list is invalid, which this method or the parser has reported
   */
  Optional<GroupValues> read(
      String entity, Map<String, ParsedField> fields, Annotation annotation) {
    String name = annotation.name().text();
    DiagnosticCode code = name.equals(SchemaAnnotations.PRIMARY_KEY) ? INVALID_KEY : INVALID_INDEX;
    GroupValues values = GroupValues.of(annotation);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<Name> listed = new ArrayList<>(values.names());
    listed.addAll(values.include());
    int size = values.size() + values.include().size();
    if (size > MOST_FIELDS) {
      error(
          code,
          annotation.span(),
          "@%s lists %d %s, but PostgreSQL allows at most %d"
              .formatted(name, size, size == listed.size() ? "fields" : "elements", MOST_FIELDS),
          Optional.empty());
      return Optional.empty();
    }
    boolean isValid = areValid(entity, fields, listed, code) & areExpressions(values, code);
    return isValid ? Optional.of(values) : Optional.empty();
  }

  private boolean areExpressions(GroupValues values, DiagnosticCode code) {
    boolean isValid = true;
    for (Value.Sql sql : values.expressions()) {
      Optional<String> problem = WholeSql.problemOfExpression(sql.text().text());
      problem.ifPresent(text -> error(code, sql.text().span(), text, Optional.empty()));
      isValid &= problem.isEmpty();
    }
    return isValid;
  }

  private boolean areValid(
      String entity, Map<String, ParsedField> fields, List<Name> names, DiagnosticCode code) {
    boolean isValid = true;
    Map<String, Name> seen = new LinkedHashMap<>();
    for (Name name : names) {
      if (!fields.containsKey(name.text())) {
        error(
            code,
            name.span(),
            "%s has no field '%s'".formatted(entity, name.text()),
            DidYouMean.hint(name.text(), "", fields.keySet()));
        isValid = false;
      } else if (seen.putIfAbsent(name.text(), name) != null) {
        error(
            code,
            name.span(),
            "%s is listed twice".formatted(name.text()),
            Optional.of("list it once"));
        isValid = false;
      }
    }
    return isValid;
  }

  private void error(DiagnosticCode code, SourceSpan span, String message, Optional<String> hint) {
    problems.accept(Diagnostic.error(code, span, message).withHint(hint));
  }
}
