package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link FieldType#text} writes, references apart. */
final class FieldTypeText {
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(([0-9]{1,4}), ([0-9]{1,4})\\)(\\[])?");
  private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\[])?");
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final int MOST_DIGITS = 1000;

  private FieldTypeText() {}

  /** The two names of {@code Entity.field}; absent for any other type. */
  static Optional<Target> target(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.matches()
        ? Optional.of(new Target(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** What a reference points at. */
  record Target(String entity, String field) {}

  /** The type that is no reference; absent where the text is none. */
  static Optional<FieldType> read(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return decimal(
          Integer.parseInt(decimal.group(1)),
          Integer.parseInt(decimal.group(2)),
          decimal.group(3) != null);
    }
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      return Optional.empty();
    }
    boolean array = named.group(2) != null;
    return Optional.of(
        Scalar.ofWord(named.group(1))
            .<FieldType>map(scalar -> new FieldType.Simple(scalar, array))
            .orElseGet(() -> new FieldType.OfEnum(named.group(1), array)));
  }

  private static Optional<FieldType> decimal(int precision, int scale, boolean array) {
    return precision >= 1 && precision <= MOST_DIGITS && scale <= precision
        ? Optional.of(new FieldType.Decimal(precision, scale, array))
        : Optional.empty();
  }
}
