package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads {@code [a, b] -> Customer([c, d]), onDelete: cascade}. Schemas and plans read it in the
 * same way. What the parser has refused is left out.
 */
public final class ReferenceValues {
  /** The option that names the foreign key in the database. */
  private static final String NAMED = OwnedSequences.NAMED;

  /** The largest number of columns in an index (PostgreSQL documentation, appendix K). */
  private static final int MOST_FIELDS = 32;

  private final DiagnosticCode code;
  private final Consumer<Diagnostic> problems;
  private final StatedNames names;

  /**
   * @param code the code of a wrong list
   */
  public ReferenceValues(DiagnosticCode code, Consumer<Diagnostic> problems) {
    this.code = code;
    this.problems = problems;
    this.names = new StatedNames(problems);
  }

  /** The reference; empty if a problem was reported. */
  public Optional<EntityReference> read(Value.Arrow arrow, List<Value.Option> options) {
    boolean sound = isListedOnce(arrow.fields()) & isListedOnce(arrow.targetFields());
    if (arrow.fields().size() > MOST_FIELDS) {
      sound =
          refuse(
              arrow.span(),
              "a reference lists %d fields, but PostgreSQL allows at most %d"
                  .formatted(arrow.fields().size(), MOST_FIELDS),
              Optional.empty());
    }
    if (arrow.fields().size() != arrow.targetFields().size()) {
      sound =
          refuse(
              arrow.span(),
              "the reference goes from %d to %d"
                      .formatted(arrow.fields().size(), arrow.targetFields().size())
                  + (arrow.targetFields().size() == 1 ? " field" : " fields"),
              Optional.of("list one field of %s for each".formatted(arrow.target().text())));
    }
    Optional<String> named = named(options);
    if (!sound || named.isEmpty() && option(options, NAMED).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new EntityReference(
            texts(arrow.fields()),
            arrow.target().text(),
            texts(arrow.targetFields()),
            new ReferenceOptions(
                action(options, SchemaAnnotations.ON_DELETE),
                action(options, SchemaAnnotations.ON_UPDATE),
                deferrability(options),
                option(options, SchemaAnnotations.NO_INDEX).isEmpty(),
                option(options, SchemaAnnotations.NOT_VALID).isPresent(),
                named)));
  }

  private boolean isListedOnce(List<Name> fields) {
    Set<String> seen = new HashSet<>();
    boolean once = true;
    for (Name field : fields) {
      if (!seen.add(field.text())) {
        once =
            refuse(
                field.span(),
                "%s is listed twice".formatted(field.text()),
                Optional.of("list it once"));
      }
    }
    return once;
  }

  private Optional<String> named(List<Value.Option> options) {
    return option(options, NAMED)
        .filter(Value.Text.class::isInstance)
        .map(Value.Text.class::cast)
        .filter(text -> names.check(text, false))
        .map(Value.Text::text);
  }

  private static ReferentialAction action(List<Value.Option> options, String word) {
    return option(options, word)
        .filter(Value.Word.class::isInstance)
        .flatMap(value -> ReferentialAction.ofWord(((Value.Word) value).name().text()))
        .orElse(ReferentialAction.NO_ACTION);
  }

  private static Deferrability deferrability(List<Value.Option> options) {
    return option(options, SchemaAnnotations.DEFERRABLE)
        .map(
            value ->
                value instanceof Value.Word
                    ? Deferrability.INITIALLY_DEFERRED
                    : Deferrability.INITIALLY_IMMEDIATE)
        .orElse(Deferrability.NOT_DEFERRABLE);
  }

  private static Optional<Value> option(List<Value.Option> options, String word) {
    return options.stream()
        .filter(option -> option.name().text().equals(word))
        .map(Value.Option::value)
        .findFirst();
  }

  private static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).toList();
  }

  private boolean refuse(SourceSpan span, String message, Optional<String> hint) {
    problems.accept(Diagnostic.error(code, span, message).withHint(hint));
    return false;
  }
}
