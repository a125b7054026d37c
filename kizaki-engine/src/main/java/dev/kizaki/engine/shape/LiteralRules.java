package dev.kizaki.engine.shape;

import dev.kizaki.engine.shape.DefaultValue.Literal;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which literal fits which type, and what its canonical form is. Defaults, backfills and updates
 * all go by these rules.
 *
 * <ul>
 *   <li>{@code datetime}: ISO 8601 with an offset; canonical in UTC, {@code 2024-01-01T00:00:00Z}.
 *   <li>{@code date}: {@code 2024-01-31}.
 *   <li>{@code uuid}: with hyphens; canonical in small letters.
 *   <li>{@code bytes}: pairs of hex digits, no prefix; canonical in small letters.
 *   <li>{@code json}: a text that holds one JSON value that jsonb accepts; kept as written.
 *   <li>numbers: never rounded to fit; canonical without trailing zeros behind the point. A decimal
 *       may stand in quotes.
 *   <li>an enum: one of its values, bare or in quotes.
 *   <li>an array: {@code []} and nothing else.
 *   <li>{@code file}: nothing.
 *   <li>a reference: what the referenced column takes.
 * </ul>
 */
public final class LiteralRules {
  private static final int LISTED_VALUES = 8;

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private LiteralRules() {}

  /**
   * Whether a field of this type can hold the literal.
   *
   * @param shape where enums and referenced columns are looked up
   */
  public static Fit<Literal> fit(ShapeView shape, FieldType type, Literal literal) {
    Optional<FieldType> column = shape.columnType(type);
    if (column.isEmpty()) {
      return misfit(type.text() + " leads to no column, so it takes no value");
    }
    if (column.get().isArray()) {
      return literal instanceof DefaultValue.EmptyArray
          ? fits(literal)
          : misfit(column.get(), "only the empty array []", literal);
    }
    if (column.get() instanceof FieldType.Simple simple) {
      return scalar(simple.scalar(), literal);
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
        .orElseGet(() -> misfit("there is no enum " + ofEnum.name()));
  }

  /** A decimal may stand in quotes, as it does where numbers are binary; it is printed bare. */
  private static Literal unquoted(Literal literal) {
    return literal instanceof DefaultValue.Text text
        ? NumberLiterals.parse(text.text()).<Literal>map(DefaultValue.Number::new).orElse(literal)
        : literal;
  }

  private static Fit<Literal> scalar(Scalar scalar, Literal literal) {
    FieldType type = FieldType.of(scalar);
    return switch (scalar) {
      case STRING -> text(type, "a text in double quotes", literal, LiteralRules::string);
      case INT, SMALLINT, BIGINT ->
          number(
              type,
              NumberLiterals.wholeNumbers(scalar),
              value -> NumberLiterals.isWhole(scalar, value),
              literal);
      case DOUBLE -> number(type, NumberLiterals.doubles(), NumberLiterals::isDouble, literal);
      case BOOLEAN -> bool(type, literal);
      case DATETIME -> datetime(type, literal);
      case DATE -> text(type, "a day such as \"2024-01-31\"", literal, TimeLiterals::canonicalDay);
      case UUID ->
          text(
              type,
              "a uuid such as \"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"",
              literal,
              LiteralRules::uuid);
      case BYTES -> bytes(type, literal);
      case JSON -> json(type, literal);
      case FILE -> misfit("file takes no literal: its value comes from an upload");
    };
  }

  private static Fit<Literal> text(
      FieldType type, String expected, Literal literal, Canonical canonical) {
    if (literal instanceof DefaultValue.Text text) {
      Optional<String> found = canonical.of(text.text());
      return found.isPresent()
          ? fits(new DefaultValue.Text(found.get()))
          : misfit(type, expected, literal);
    }
    if (literal instanceof DefaultValue.EnumValue word && canonical.of(word.value()).isPresent()) {
      return misfit(type, expected, literal, "write " + LiteralText.quoted(word.value()));
    }
    return misfit(type, expected, literal);
  }

  private static Fit<Literal> number(
      FieldType type, String expected, Holds holds, Literal literal) {
    if (literal instanceof DefaultValue.Number number && holds.test(number.value())) {
      return fits(literal);
    }
    if (literal instanceof DefaultValue.Text text) {
      Optional<BigDecimal> meant = NumberLiterals.parse(text.text()).filter(holds::test);
      if (meant.isPresent()) {
        // Inspire knows no exponents.
        String number = meant.get().toPlainString();
        return misfit(type, expected, literal, "write " + number + " without quotes");
      }
    }
    return misfit(type, expected, literal);
  }

  private static Fit<Literal> bool(FieldType type, Literal literal) {
    if (literal instanceof DefaultValue.Boolean) {
      return fits(literal);
    }
    boolean quoted =
        literal instanceof DefaultValue.Text text && List.of("true", "false").contains(text.text());
    return quoted
        ? misfit(
            type,
            "true or false",
            literal,
            "write " + ((DefaultValue.Text) literal).text() + " without quotes")
        : misfit(type, "true or false", literal);
  }

  private static Fit<Literal> datetime(FieldType type, Literal literal) {
    String expected = "a time with its offset such as \"2024-01-31T12:00:00Z\"";
    Optional<String> hint =
        literal instanceof DefaultValue.Text text
            ? TimeLiterals.hint(text.text())
            : Optional.empty();
    return hint.isPresent()
        ? misfit(type, expected, literal, hint.get())
        : text(type, expected, literal, TimeLiterals::canonicalTime);
  }

  private static Fit<Literal> bytes(FieldType type, Literal literal) {
    String expected = "pairs of hex digits such as \"00ff\"";
    Optional<String> unprefixed =
        literal instanceof DefaultValue.Text text && text.text().matches("(0x|\\\\x).*")
            ? hex(text.text().substring(2))
            : Optional.empty();
    return unprefixed.isPresent()
        ? misfit(type, expected, literal, "write " + LiteralText.quoted(unprefixed.get()))
        : text(type, expected, literal, LiteralRules::hex);
  }

  private static Fit<Literal> json(FieldType type, Literal literal) {
    String expected = "a text that holds JSON such as \"{}\"";
    if (!(literal instanceof DefaultValue.Text text)) {
      String written = LiteralText.of(literal);
      return JsonLiteral.problem(written).isPresent()
          ? misfit(type, expected, literal)
          : misfit(type, expected, literal, "write \"" + written + "\"");
    }
    return JsonLiteral.problem(text.text())
        .map(problem -> LiteralText.of(literal) + " is no JSON that jsonb can hold: " + problem)
        .map(LiteralRules::misfit)
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
    return misfit(type, values(enumType), literal);
  }

  private static String values(EnumType enumType) {
    int count = enumType.values().size();
    return count <= LISTED_VALUES
        ? "one of " + String.join(", ", enumType.values())
        : "one of its " + count + " values";
  }

  private static Optional<String> string(String text) {
    return unstorable(text).isPresent() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<String> uuid(String text) {
    return UUID.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<String> hex(String text) {
    try {
      return Optional.of(HexFormat.of().formatHex(HexFormat.of().parseHex(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first character that a PostgreSQL text cannot hold: NUL, or half a surrogate pair. */
  static Optional<String> unstorable(String text) {
    return text.codePoints()
        .filter(c -> c == 0 || Character.getType(c) == Character.SURROGATE)
        .mapToObj(c -> String.format("it holds the character U+%04X", c))
        .findFirst();
  }

  private static String sentence(FieldType type, String expected, Literal literal) {
    return type.text() + " takes " + expected + ", not " + LiteralText.of(literal);
  }

  private static Fit<Literal> fits(Literal canonical) {
    return new Fit.Fits<>(canonical);
  }

  private static Fit<Literal> misfit(String problem) {
    return new Fit.Misfit<>(problem, Optional.empty());
  }

  private static Fit<Literal> misfit(FieldType type, String expected, Literal literal) {
    return misfit(sentence(type, expected, literal));
  }

  private static Fit<Literal> misfit(
      FieldType type, String expected, Literal literal, String hint) {
    return new Fit.Misfit<>(sentence(type, expected, literal), Optional.of(hint));
  }

  /** The canonical form of a text, where it has one. */
  @FunctionalInterface
  private interface Canonical {
    Optional<String> of(String text);
  }

  @FunctionalInterface
  private interface Holds {
    boolean test(BigDecimal value);
  }
}
