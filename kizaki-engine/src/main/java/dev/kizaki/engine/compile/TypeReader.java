package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;
import static dev.kizaki.inspire.source.DiagnosticCode.UNKNOWN_TYPE;
import static dev.kizaki.inspire.source.DiagnosticCode.UNSUPPORTED_TYPE;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeExpression.Suffix;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts type expressions to {@link FieldType}s. The targets of references are not checked here,
 * because that requires all entities.
 */
public final class TypeReader {
  /** The largest precision of a decimal (PostgreSQL documentation, section 8.1.2). */
  private static final int LARGEST_PRECISION = 1000;

  private final TypeScope scope;
  private final Consumer<Diagnostic> problems;

  public TypeReader(TypeScope scope, Consumer<Diagnostic> problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /**
   * Reads one type.
   *
   * @param options what the field's annotations say, for a reference
   * @return empty if there is no such type; then a problem has been reported
   */
  public Optional<ParsedType> read(TypeExpression expression, ReferenceOptions options) {
    boolean isValid = areSuffixesValid(expression);
    boolean array = expression.suffixes().contains(Suffix.ARRAY);
    Optional<FieldType> type =
        expression.name() instanceof TypeName.Referenced referenced
            ? reference(referenced, array, options)
            : named((TypeName.Named) expression.name(), array);
    return type.filter(unused -> isValid)
        .map(known -> new ParsedType(known, expression.suffixes().contains(Suffix.NULLABLE)));
  }

  private boolean areSuffixesValid(TypeExpression expression) {
    List<Suffix> suffixes = expression.suffixes();
    String name = text(expression.name());
    SourceSpan span = expression.span();
    if (suffixes.stream().filter(Suffix.ARRAY::equals).count() > 1) {
      error(UNSUPPORTED_TYPE, span, "arrays of arrays are not supported", "use json");
      return false;
    }
    int nullable = suffixes.indexOf(Suffix.NULLABLE);
    if (nullable >= 0 && suffixes.lastIndexOf(Suffix.ARRAY) > nullable) {
      error(
          UNSUPPORTED_TYPE,
          span,
          "the elements of an array cannot be null",
          "write %s[], or %s[]? for an array that may itself be null".formatted(name, name));
      return false;
    }
    if (suffixes.stream().filter(Suffix.NULLABLE::equals).count() > 1) {
      error(UNSUPPORTED_TYPE, span, "a type can have only one ?", "remove the others");
      return false;
    }
    return true;
  }

  private Optional<FieldType> reference(
      TypeName.Referenced referenced, boolean array, ReferenceOptions options) {
    if (array) {
      refuseArrayOfReferences(referenced.span());
      return Optional.empty();
    }
    return Optional.of(
        new FieldType.Reference(
            referenced.target().owner().text(), referenced.target().member().text(), options));
  }

  private void refuseArrayOfReferences(SourceSpan span) {
    error(
        UNSUPPORTED_TYPE,
        span,
        "arrays of references are not supported",
        "declare an entity with one reference per row");
  }

  private Optional<FieldType> named(TypeName.Named named, boolean array) {
    String name = named.name().text();
    Optional<Scalar> scalar = Scalar.ofWord(name);
    if (scalar.isPresent()) {
      return scalar(scalar.get(), named, array);
    }
    if (name.equals(FieldType.Native.WORD)) {
      return nativeType(named, array);
    }
    Optional<FieldType> type = declared(named.name(), array);
    if (type.isPresent() && !named.arguments().isEmpty()) {
      error(UNSUPPORTED_TYPE, named.span(), "%s takes no arguments".formatted(name));
      return Optional.empty();
    }
    return type;
  }

  private Optional<FieldType> scalar(Scalar scalar, TypeName.Named named, boolean array) {
    if (scalar == Scalar.DECIMAL && !named.arguments().isEmpty()) {
      return decimal(named, array);
    }
    if (scalar == Scalar.FILE && array) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "arrays of files are not supported",
          "declare an entity with one file per row");
      return Optional.empty();
    }
    if (named.arguments().isEmpty() && !scalar.needsLimit()) {
      return Optional.of(new FieldType.Simple(scalar, array));
    }
    return scalar.limit() == Scalar.Limit.NONE
        ? withoutLimit(scalar, named)
        : limited(scalar, named, array);
  }

  private Optional<FieldType> withoutLimit(Scalar scalar, TypeName.Named named) {
    Diagnostic problem =
        Diagnostic.error(
            UNSUPPORTED_TYPE, named.span(), "%s takes no arguments".formatted(scalar.word()));
    OptionalInt length = whole(named.arguments().get(0), Scalar.Limit.LENGTH.most());
    problems.accept(
        scalar == Scalar.STRING
            ? problem.withHint(
                "write varchar(%s) for a text of limited length"
                    .formatted(length.isPresent() ? length.getAsInt() : "n"))
            : problem);
    return Optional.empty();
  }

  private Optional<FieldType> limited(Scalar scalar, TypeName.Named named, boolean array) {
    Scalar.Limit limit = scalar.limit();
    String word = scalar.word();
    if (named.arguments().isEmpty()) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "%s needs a %s".formatted(word, limit.words()),
          "write %s(1) for one character".formatted(word));
      return Optional.empty();
    }
    OptionalInt number = whole(named.arguments().get(0), limit.most());
    if (named.arguments().size() > 1 || number.isEmpty() || number.getAsInt() < limit.least()) {
      error(
          UNSUPPORTED_TYPE,
          named.arguments().get(named.arguments().size() > 1 ? 1 : 0).span(),
          "the %s of %s is one whole number from %d to %d"
              .formatted(limit.words(), word, limit.least(), limit.most()));
      return Optional.empty();
    }
    return Optional.of(new FieldType.Simple(scalar, number, array));
  }

  private Optional<FieldType> nativeType(TypeName.Named named, boolean array) {
    if (named.arguments().size() != 1
        || !(named.arguments().get(0) instanceof Value.Text written)) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "native needs the name of one type of PostgreSQL",
          "write native(\"int4range\")");
      return Optional.empty();
    }
    Optional<NativeNames.Problem> problem = NativeNames.problem(written.text());
    problem.ifPresent(
        found -> error(UNSUPPORTED_TYPE, written.span(), found.message(), found.hint()));
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(new FieldType.Native(written.text(), array));
  }

  private Optional<FieldType> declared(Name name, boolean array) {
    Optional<TypeScope.Kind> kind =
        name.text().equals(BuiltInUser.NAME)
            ? Optional.of(TypeScope.Kind.ENTITY)
            : scope.kindOf(name.text());
    if (kind.isEmpty()) {
      unknown(name);
      return Optional.empty();
    }
    return switch (kind.get()) {
      case ENUM -> Optional.of(new FieldType.OfEnum(name.text(), array));
      case EMBEDDED_TYPE -> Optional.of(new FieldType.Simple(Scalar.JSON, array));
      case ENTITY -> {
        entity(name, array);
        yield Optional.empty();
      }
      case EXTERNAL -> {
        error(
            INVALID_REFERENCE,
            name.span(),
            "%s is an external table, but a reference must name its column".formatted(name.text()));
        yield Optional.empty();
      }
      case SEQUENCE -> {
        error(
            UNKNOWN_TYPE,
            name.span(),
            "%s is a sequence, which cannot be the type of a field".formatted(name.text()),
            "write bigint = nextval(%s)".formatted(name.text()));
        yield Optional.empty();
      }
      case OBJECT -> {
        error(
            UNKNOWN_TYPE,
            name.span(),
            "%s is an object in SQL, which cannot be the type of a field".formatted(name.text()),
            "for a domain or a type that it makes, write native(\"...\") with its name in SQL");
        yield Optional.empty();
      }
      case VALIDATION_TYPE -> {
        error(
            UNKNOWN_TYPE,
            name.span(),
            "%s is a validation type, which cannot be the type of a field".formatted(name.text()),
            "declare it as type %s { … } to store it".formatted(name.text()));
        yield Optional.empty();
      }
    };
  }

  private void entity(Name name, boolean array) {
    if (array) {
      refuseArrayOfReferences(name.span());
    } else {
      error(
          INVALID_REFERENCE,
          name.span(),
          "%s is an entity, but a reference must name one of its fields".formatted(name.text()),
          "refer to its key, such as %s.%s".formatted(name.text(), BuiltInUser.KEY_FIELD));
    }
  }

  private void unknown(Name name) {
    List<String> known = new ArrayList<>(scope.typeNames());
    Stream.of(Scalar.values()).map(Scalar::word).forEach(known::add);
    Optional<String> hint =
        ForeignWords.type(name.text())
            .map("write %s"::formatted)
            .or(() -> DidYouMean.hint(name.text(), "", known))
            .or(() -> Optional.of("the types are %s".formatted(builtInTypes())));
    problems.accept(
        Diagnostic.error(UNKNOWN_TYPE, name.span(), "unknown type '%s'".formatted(name.text()))
            .withHint(hint));
  }

  private static String builtInTypes() {
    String scalars = Stream.of(Scalar.values()).map(Scalar::word).collect(Collectors.joining(", "));
    return scalars + ", native(\"…\"), and the enums and types of the schema";
  }

  private Optional<FieldType> decimal(TypeName.Named named, boolean array) {
    List<Value> arguments = named.arguments();
    if (arguments.size() != 2) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "decimal needs a precision and a scale",
          "write decimal(10, 2) for ten digits, two of them after the decimal point, or decimal for"
              + " any number of digits");
      return Optional.empty();
    }
    OptionalInt precision = whole(arguments.get(0), LARGEST_PRECISION);
    if (precision.isEmpty() || precision.getAsInt() < 1) {
      error(
          UNSUPPORTED_TYPE,
          arguments.get(0).span(),
          "the precision of a decimal is a whole number from 1 to %d".formatted(LARGEST_PRECISION));
      return Optional.empty();
    }
    OptionalInt scale = whole(arguments.get(1), LARGEST_PRECISION);
    if (scale.isEmpty() || scale.getAsInt() > precision.getAsInt()) {
      error(
          UNSUPPORTED_TYPE,
          arguments.get(1).span(),
          "the scale of a decimal is a whole number from 0 to its precision, here %d"
              .formatted(precision.getAsInt()));
      return Optional.empty();
    }
    return Optional.of(new FieldType.Decimal(precision.getAsInt(), scale.getAsInt(), array));
  }

  /** The value as a whole number from 0 to {@code most}, if it is one. */
  private static OptionalInt whole(Value value, int most) {
    if (value instanceof Value.Number number && number.digits().matches("[0-9]{1,9}")) {
      int whole = Integer.parseInt(number.digits());
      return whole <= most ? OptionalInt.of(whole) : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private static String text(TypeName name) {
    return name instanceof TypeName.Named named
        ? named.name().text()
        : "%s.%s"
            .formatted(
                ((TypeName.Referenced) name).target().owner().text(),
                ((TypeName.Referenced) name).target().member().text());
  }

  private void error(DiagnosticCode code, SourceSpan span, String message) {
    problems.accept(Diagnostic.error(code, span, message));
  }

  private void error(DiagnosticCode code, SourceSpan span, String message, String hint) {
    problems.accept(Diagnostic.error(code, span, message).withHint(hint));
  }
}
