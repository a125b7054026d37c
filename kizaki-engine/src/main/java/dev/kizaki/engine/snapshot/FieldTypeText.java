package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the texts of {@link FieldType#text}. */
final class FieldTypeText {
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(([0-9]{1,4}), ([0-9]{1,4})\\)(\\[])?");
  private static final Pattern LIMITED = Pattern.compile("([a-z]+)\\(([0-9]{1,8})\\)");
  private static final Pattern NATIVE =
      Pattern.compile("native\\(\"((?:[^\"\\\\]|\\\\[\"\\\\])+)\"\\)");
  private static final String ARRAY = "[]";
  private static final int MAX_PRECISION = 1000;

  private FieldTypeText() {}

  /** Whether the text is a valid name of a schema's element. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The two names of {@code Entity.field}; absent for any other type. */
  static Optional<Target> target(String text) {
    int point = text.indexOf('.');
    if (point < 0) {
      return Optional.empty();
    }
    Target target = new Target(text.substring(0, point), text.substring(point + 1));
    return Optional.of(target).filter(to -> isName(to.entity()) && isName(to.field()));
  }

  /** The field that a reference refers to. */
  record Target(String entity, String field) {}

  /** Parses a type other than a reference; absent if the text is not a type. */
  static Optional<FieldType> read(String text) {
    boolean array = text.endsWith(ARRAY);
    String name = array ? text.substring(0, text.length() - ARRAY.length()) : text;
    if (!isName(name)) {
      return decimal(text).or(() -> limited(name, array)).or(() -> nativeType(name, array));
    }
    Optional<Scalar> scalar = Scalar.ofWord(name);
    if (scalar.filter(Scalar::needsLimit).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        scalar
            .<FieldType>map(of -> new FieldType.Simple(of, array))
            .orElseGet(() -> new FieldType.OfEnum(name, array)));
  }

  private static Optional<FieldType> limited(String text, boolean array) {
    Matcher matcher = LIMITED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int limit = Integer.parseInt(matcher.group(2));
    return Scalar.ofWord(matcher.group(1))
        .filter(scalar -> scalar.limit().allows(limit))
        .map(scalar -> new FieldType.Simple(scalar, OptionalInt.of(limit), array));
  }

  private static Optional<FieldType> nativeType(String text, boolean array) {
    Matcher matcher = NATIVE.matcher(text);
    return matcher.matches()
        ? Optional.of(new FieldType.Native(matcher.group(1).replaceAll("\\\\(.)", "$1"), array))
        : Optional.empty();
  }

  private static Optional<FieldType> decimal(String text) {
    Matcher matcher = DECIMAL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int precision = Integer.parseInt(matcher.group(1));
    int scale = Integer.parseInt(matcher.group(2));
    return precision >= 1 && precision <= MAX_PRECISION && scale <= precision
        ? Optional.of(new FieldType.Decimal(precision, scale, matcher.group(3) != null))
        : Optional.empty();
  }
}
