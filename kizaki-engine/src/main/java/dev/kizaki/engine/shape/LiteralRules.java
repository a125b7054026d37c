package dev.kizaki.engine.shape;

import dev.kizaki.engine.shape.DefaultValue.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Which literals a type can hold, and their canonical forms. The rules apply to defaults, backfills
 * and updates.
 *
 * <ul>
 *   <li>{@code varchar}, {@code char}: at most as many characters as the type allows; a char has no
 *       blanks at its end.
 *   <li>{@code datetime}: ISO 8601 with an offset; canonical in UTC, {@code 2024-01-01T00:00:00Z}.
 *   <li>{@code timestamp}: the same without an offset; {@code time}: {@code 12:00:00}.
 *   <li>{@code date}: {@code 2024-01-31}.
 *   <li>{@code uuid}: with hyphens; canonical in lower case.
 *   <li>{@code bytes}: pairs of hex digits without a prefix; canonical in lower case.
 *   <li>{@code json}: a text with one JSON value that jsonb accepts; kept as it is written.
 *   <li>numbers: never rounded; canonical without trailing zeros after the decimal point. A decimal
 *       may be in quotes.
 *   <li>an enum: one of its values, with or without quotes.
 *   <li>an array: only {@code []}.
 *   <li>{@code file}, a native type: no literal.
 *   <li>a reference: the literals of the referenced column.
 * </ul>
 */
public final class LiteralRules {
  private static final int LISTED_VALUES = 8;

  private LiteralRules() {}

  /**
   * Whether a field of this type can hold the literal.
   *
   * @param shape where enums and referenced columns are looked up
   */
  public static Fit<Literal> fit(ShapeView shape, FieldType type, Literal literal) {
    Optional<FieldType> column = shape.columnType(type);
    if (column.isEmpty()) {
      return mismatch("%s does not refer to a column, so it has no values".formatted(type.text()));
    }
    if (column.get().isArray()) {
      return literal instanceof DefaultValue.EmptyArray
          ? fits(literal)
          : mismatch(column.get(), "only the empty array []", literal);
    }
    if (column.get() instanceof FieldType.Simple simple) {
      return scalar(simple, literal);
    }
    if (column.get() instanceof FieldType.Native) {
      return mismatch(
          "%s takes no literal: only PostgreSQL knows its values".formatted(column.get().text()));
    }
    if (column.get() instanceof FieldType.Decimal decimal) {
      return number(
          decimal,
          NumberLiterals.decimals(decimal),
          value -> NumberLiterals.isDecimal(decimal, value),
          unquoted(literal));
    }
    FieldType.OfEnum ofEnum = (FieldType.OfEnum) column.get();
    return shape
        .enumType(ofEnum.name())
        .map(enumType -> enumValue(enumType, literal))
        .orElseGet(() -> mismatch("there is no enum %s".formatted(ofEnum.name())));
  }

  /**
   * A decimal may be in quotes, as in languages whose numbers are binary; it is printed without
   * them.
   */
  private static Literal unquoted(Literal literal) {
    return literal instanceof DefaultValue.Text text
        ? NumberLiterals.parse(text.text()).<Literal>map(DefaultValue.Number::new).orElse(literal)
        : literal;
  }

  private static Fit<Literal> scalar(FieldType.Simple type, Literal literal) {
    Scalar scalar = type.scalar();
    return switch (scalar) {
      case STRING -> text(type, "a text in double quotes", literal, TextLiterals::string);
      case VARCHAR, CHAR ->
          text(
              type,
              characters(type),
              literal,
              text -> TextLiterals.string(text).filter(of -> isWithin(type, of)));
      case INT, SMALLINT, BIGINT ->
          number(
              type,
              NumberLiterals.wholeNumbers(scalar),
              value -> NumberLiterals.isWhole(scalar, value),
              literal);
      case DECIMAL ->
          number(type, "a number", NumberLiterals::isUnlimitedDecimal, unquoted(literal));
      case DOUBLE -> number(type, NumberLiterals.doubles(), NumberLiterals::isDouble, literal);
      case REAL -> number(type, NumberLiterals.reals(), NumberLiterals::isReal, literal);
      case BOOLEAN -> bool(type, literal);
      case DATETIME, TIMESTAMP, TIME -> time(type, literal);
      case DATE -> text(type, "a day such as \"2024-01-31\"", literal, TimeLiterals::canonicalDay);
      case UUID ->
          text(
              type,
              "a uuid such as \"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"",
              literal,
              TextLiterals::uuid);
      case BYTES -> bytes(type, literal);
      case JSON -> json(type, literal);
      case FILE -> mismatch("file takes no literal: its value comes from an upload");
    };
  }

  private static Fit<Literal> text(
      FieldType type, String expected, Literal literal, Canonical canonical) {
    if (literal instanceof DefaultValue.Text text) {
      Optional<String> found = canonical.of(text.text());
      return found.isPresent()
          ? fits(new DefaultValue.Text(found.get()))
          : mismatch(type, expected, literal);
    }
    if (literal instanceof DefaultValue.EnumValue word && canonical.of(word.value()).isPresent()) {
      return mismatch(
          type, expected, literal, "write %s".formatted(LiteralText.quoted(word.value())));
    }
    return mismatch(type, expected, literal);
  }

  private static Fit<Literal> number(
      FieldType type, String expected, Holds holds, Literal literal) {
    if (literal instanceof DefaultValue.Number number && holds.test(number.value())) {
      return fits(literal);
    }
    if (literal instanceof DefaultValue.Text text) {
      Optional<BigDecimal> meant = NumberLiterals.parse(text.text()).filter(holds::test);
      if (meant.isPresent()) {
        // Inspire has no exponents.
        String number = meant.get().toPlainString();
        return mismatch(type, expected, literal, "write %s without quotes".formatted(number));
      }
    }
    return mismatch(type, expected, literal);
  }

  private static Fit<Literal> bool(FieldType type, Literal literal) {
    if (literal instanceof DefaultValue.Boolean) {
      return fits(literal);
    }
    boolean quoted =
        literal instanceof DefaultValue.Text text && List.of("true", "false").contains(text.text());
    return quoted
        ? mismatch(
            type,
            "true or false",
            literal,
            "write %s without quotes".formatted(((DefaultValue.Text) literal).text()))
        : mismatch(type, "true or false", literal);
  }

  private static Fit<Literal> time(FieldType.Simple type, Literal literal) {
    String expected = TimeLiterals.expected(type.scalar());
    Optional<String> hint =
        literal instanceof DefaultValue.Text text
            ? TimeLiterals.hint(type, text.text())
            : Optional.empty();
    return hint.isPresent()
        ? mismatch(type, expected, literal, hint.get())
        : text(type, expected, literal, text -> TimeLiterals.canonical(type, text));
  }

  private static String characters(FieldType type) {
    String blanks = type.isOf(Scalar.CHAR) ? ", without blanks at its end," : "";
    if (type.limit().isEmpty()) {
      return "a text in double quotes";
    }
    int most = type.limit().getAsInt();
    return "a text of at most %d character%s%s in double quotes"
        .formatted(most, most == 1 ? "" : "s", blanks);
  }

  private static boolean isWithin(FieldType type, String text) {
    return text.codePointCount(0, text.length()) <= type.limit().orElse(Integer.MAX_VALUE)
        && !(type.isOf(Scalar.CHAR) && text.endsWith(" "));
  }

  private static Fit<Literal> bytes(FieldType type, Literal literal) {
    String expected = "pairs of hex digits such as \"00ff\"";
    Optional<String> unprefixed =
        literal instanceof DefaultValue.Text text && text.text().matches("(0x|\\\\x).*")
            ? TextLiterals.hex(text.text().substring(2))
            : Optional.empty();
    return unprefixed.isPresent()
        ? mismatch(
            type, expected, literal, "write %s".formatted(LiteralText.quoted(unprefixed.get())))
        : text(type, expected, literal, TextLiterals::hex);
  }

  private static Fit<Literal> json(FieldType type, Literal literal) {
    String expected = "a text with a JSON value such as \"{}\"";
    if (!(literal instanceof DefaultValue.Text text)) {
      String written = LiteralText.of(literal);
      return JsonLiteral.problem(written).isPresent()
          ? mismatch(type, expected, literal)
          : mismatch(type, expected, literal, "write \"%s\"".formatted(written));
    }
    return JsonLiteral.problem(text.text())
        .map(
            problem ->
                "%s is not JSON that jsonb can store: %s"
                    .formatted(LiteralText.of(literal), problem))
        .map(LiteralRules::mismatch)
        .orElseGet(() -> fits(literal));
  }

  private static Fit<Literal> enumValue(EnumType enumType, Literal literal) {
    FieldType type = new FieldType.OfEnum(enumType.name(), false);
    Optional<String> label = Optional.empty();
    if (literal instanceof DefaultValue.EnumValue word) {
      label = Optional.of(word.value());
    } else if (literal instanceof DefaultValue.Text text) {
      label = Optional.of(text.text());
    }
    if (label.filter(enumType.values()::contains).isPresent()) {
      return fits(new DefaultValue.EnumValue(label.get()));
    }
    return mismatch(type, values(enumType), literal);
  }

  private static String values(EnumType enumType) {
    int count = enumType.values().size();
    return count <= LISTED_VALUES
        ? "one of %s".formatted(String.join(", ", enumType.values()))
        : "one of its %d values".formatted(count);
  }

  private static String sentence(FieldType type, String expected, Literal literal) {
    return "%s takes %s, not %s".formatted(type.text(), expected, LiteralText.of(literal));
  }

  private static Fit<Literal> fits(Literal canonical) {
    return new Fit.Fits<>(canonical);
  }

  private static Fit<Literal> mismatch(String problem) {
    return new Fit.Mismatch<>(problem, Optional.empty());
  }

  private static Fit<Literal> mismatch(FieldType type, String expected, Literal literal) {
    return mismatch(sentence(type, expected, literal));
  }

  private static Fit<Literal> mismatch(
      FieldType type, String expected, Literal literal, String hint) {
    return new Fit.Mismatch<>(sentence(type, expected, literal), Optional.of(hint));
  }

  /** Returns the canonical form of a text, if it has one. */
  @FunctionalInterface
  private interface Canonical {
    Optional<String> of(String text);
  }

  @FunctionalInterface
  private interface Holds {
    boolean test(BigDecimal value);
  }
}
