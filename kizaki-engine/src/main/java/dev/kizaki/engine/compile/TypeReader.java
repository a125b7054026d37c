package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;
import static dev.kizaki.inspire.source.DiagnosticCode.UNKNOWN_TYPE;
import static dev.kizaki.inspire.source.DiagnosticCode.UNSUPPORTED_TYPE;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
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
import java.util.stream.Stream;

/**
 * Type expressions to {@link FieldType}s. Where a reference leads is not looked at here: that takes
 * all entities.
 */
public final class TypeReader {
  /** PostgreSQL documentation, section 8.1.2. */
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
   * @param onDelete what the field's annotation says, for a reference
   * @return absent when there is no such type; then a problem was said
   */
  public Optional<ParsedType> read(TypeExpression expression, OnDelete onDelete) {
    boolean sound = suffixesAreSound(expression);
    boolean array = expression.suffixes().contains(Suffix.ARRAY);
    Optional<FieldType> type =
        expression.name() instanceof TypeName.Referenced referenced
            ? reference(referenced, array, onDelete)
            : named((TypeName.Named) expression.name(), array);
    return type.filter(unused -> sound)
        .map(known -> new ParsedType(known, expression.suffixes().contains(Suffix.NULLABLE)));
  }

  private boolean suffixesAreSound(TypeExpression expression) {
    List<Suffix> suffixes = expression.suffixes();
    String name = text(expression.name());
    SourceSpan span = expression.span();
    if (suffixes.stream().filter(Suffix.ARRAY::equals).count() > 1) {
      error(UNSUPPORTED_TYPE, span, "there are no arrays of arrays", "use json");
      return false;
    }
    int nullable = suffixes.indexOf(Suffix.NULLABLE);
    if (nullable >= 0 && suffixes.lastIndexOf(Suffix.ARRAY) > nullable) {
      error(
          UNSUPPORTED_TYPE,
          span,
          "the elements of an array are never null",
          "write " + name + "[], or " + name + "[]? for an array that may itself be null");
      return false;
    }
    if (suffixes.stream().filter(Suffix.NULLABLE::equals).count() > 1) {
      error(UNSUPPORTED_TYPE, span, "a type takes one ? at most", "remove the others");
      return false;
    }
    return true;
  }

  private Optional<FieldType> reference(
      TypeName.Referenced referenced, boolean array, OnDelete onDelete) {
    if (array) {
      refuseArrayOfReferences(referenced.span());
      return Optional.empty();
    }
    return Optional.of(
        new FieldType.Reference(
            referenced.target().owner().text(), referenced.target().member().text(), onDelete));
  }

  private void refuseArrayOfReferences(SourceSpan span) {
    error(
        UNSUPPORTED_TYPE,
        span,
        "there are no arrays of references",
        "declare an entity that holds one reference a row");
  }

  private Optional<FieldType> named(TypeName.Named named, boolean array) {
    String name = named.name().text();
    if (name.equals(Scalar.DECIMAL)) {
      return decimal(named, array);
    }
    Optional<Scalar> scalar = Scalar.ofWord(name);
    Optional<FieldType> type =
        scalar.isPresent()
            ? Optional.of(new FieldType.Simple(scalar.get(), array))
            : declared(named.name(), array);
    if (type.isPresent() && !named.arguments().isEmpty()) {
      Diagnostic problem =
          Diagnostic.error(UNSUPPORTED_TYPE, named.span(), name + " takes no arguments");
      problems.accept(
          scalar.filter(Scalar.STRING::equals).isPresent()
              ? problem.withHint("to limit its length write @maxLength(n) behind it")
              : problem);
      return Optional.empty();
    }
    if (array && scalar.filter(Scalar.FILE::equals).isPresent()) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "there are no arrays of files",
          "declare an entity that holds one file a row");
      return Optional.empty();
    }
    return type;
  }

  private Optional<FieldType> declared(Name name, boolean array) {
    Optional<TypeScope.Kind> kind =
        name.text().equals(SystemEntity.USER)
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
      case VALIDATION_TYPE -> {
        error(
            UNKNOWN_TYPE,
            name.span(),
            name.text() + " is a validation type, which no field can have",
            "declare it as type " + name.text() + " { … } to store it");
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
          name.text() + " is an entity, and a field refers to one field of it",
          "refer to its key, such as " + name.text() + "." + SystemEntity.KEY_FIELD);
    }
  }

  private void unknown(Name name) {
    List<String> known = new ArrayList<>(scope.typeNames());
    Stream.of(Scalar.values()).map(Scalar::word).forEach(known::add);
    known.add(Scalar.DECIMAL);
    Optional<String> hint =
        ForeignWords.type(name.text())
            .map(word -> "write " + word)
            .or(() -> DidYouMean.hint(name.text(), "", known));
    problems.accept(
        Diagnostic.error(UNKNOWN_TYPE, name.span(), "unknown type '" + name.text() + "'")
            .withHint(hint));
  }

  private Optional<FieldType> decimal(TypeName.Named named, boolean array) {
    List<Value> arguments = named.arguments();
    if (arguments.size() != 2) {
      error(
          UNSUPPORTED_TYPE,
          named.span(),
          "decimal needs its precision and its scale",
          "write decimal(10, 2) for ten digits, two of them behind the point");
      return Optional.empty();
    }
    OptionalInt precision = whole(arguments.get(0));
    if (precision.isEmpty() || precision.getAsInt() < 1) {
      error(
          UNSUPPORTED_TYPE,
          arguments.get(0).span(),
          "the precision of a decimal is a whole number from 1 to " + LARGEST_PRECISION);
      return Optional.empty();
    }
    OptionalInt scale = whole(arguments.get(1));
    if (scale.isEmpty() || scale.getAsInt() > precision.getAsInt()) {
      error(
          UNSUPPORTED_TYPE,
          arguments.get(1).span(),
          "the scale of a decimal is a whole number from 0 to its precision, here "
              + precision.getAsInt());
      return Optional.empty();
    }
    return Optional.of(new FieldType.Decimal(precision.getAsInt(), scale.getAsInt(), array));
  }

  /** The value as a whole number from 0 to {@link #LARGEST_PRECISION}, if it is one. */
  private static OptionalInt whole(Value value) {
    if (value instanceof Value.Number number && number.digits().matches("[0-9]{1,4}")) {
      int whole = Integer.parseInt(number.digits());
      return whole <= LARGEST_PRECISION ? OptionalInt.of(whole) : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private static String text(TypeName name) {
    return name instanceof TypeName.Named named
        ? named.name().text()
        : ((TypeName.Referenced) name).target().owner().text()
            + "."
            + ((TypeName.Referenced) name).target().member().text();
  }

  private void error(DiagnosticCode code, SourceSpan span, String message) {
    problems.accept(Diagnostic.error(code, span, message));
  }

  private void error(DiagnosticCode code, SourceSpan span, String message, String hint) {
    problems.accept(Diagnostic.error(code, span, message).withHint(hint));
  }
}
