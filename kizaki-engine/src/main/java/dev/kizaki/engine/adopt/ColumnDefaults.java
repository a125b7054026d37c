package dev.kizaki.engine.adopt;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The defaults of Inspire for the defaults of columns, as {@code catalog.DefaultText} spells them.
 */
final class ColumnDefaults {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(\\+00)?");

  private ColumnDefaults() {}

  /**
   * A default that may be the one of the column: whether it leads to the same text, the proof
   * decides. It is empty for an expression.
   *
   * @param type the type of the column, not a reference
   * @param text the default in the database; a function as PostgreSQL prints it
   * @param value the value of the enum of the column that has a label
   */
  static Optional<DefaultValue> of(FieldType type, String text, UnaryOperator<String> value) {
    if (text.startsWith("'") && text.endsWith("'") && text.length() > 1) {
      String constant = text.substring(1, text.length() - 1).replace("''", "'");
      return constant(type, constant, value);
    }
    if (type.isArray()) {
      return Optional.empty();
    }
    if (NUMBER.matcher(text).matches()) {
      return type.isNumber()
          ? Optional.of(new DefaultValue.Number(new BigDecimal(text)))
          : Optional.empty();
    }
    return switch (text) {
      case "true", "false" ->
          type.isOf(Scalar.BOOLEAN)
              ? Optional.of(new DefaultValue.Boolean(Boolean.parseBoolean(text)))
              : Optional.empty();
      case "now()" ->
          Optional.<DefaultValue>of(DefaultValue.Function.NOW)
              .filter(any -> type.isOf(Scalar.DATETIME));
      case "LOCALTIMESTAMP" ->
          Optional.<DefaultValue>of(DefaultValue.Function.NOW)
              .filter(any -> type.isOf(Scalar.TIMESTAMP));
      case "LOCALTIME" ->
          Optional.<DefaultValue>of(DefaultValue.Function.NOW)
              .filter(any -> type.isOf(Scalar.TIME));
      case "CURRENT_DATE" ->
          Optional.<DefaultValue>of(DefaultValue.Function.NOW)
              .filter(any -> type.isOf(Scalar.DATE));
      case "gen_random_uuid()" ->
          Optional.<DefaultValue>of(DefaultValue.Function.UUID)
              .filter(any -> type.isOf(Scalar.UUID));
      default -> Optional.empty();
    };
  }

  private static Optional<DefaultValue> constant(
      FieldType type, String constant, UnaryOperator<String> value) {
    if (type.isArray()) {
      return constant.equals("{}") ? Optional.of(new DefaultValue.EmptyArray()) : Optional.empty();
    }
    if (type instanceof FieldType.OfEnum) {
      return Optional.ofNullable(value.apply(constant)).map(DefaultValue.EnumValue::new);
    }
    if (type.isBytes()) {
      return constant.startsWith("\\x")
          ? Optional.of(new DefaultValue.Text(constant.substring(2)))
          : Optional.empty();
    }
    if (type.isTimestamp()) {
      Matcher time = TIME.matcher(constant);
      return time.matches() && (time.group(3) == null) == type.isOf(Scalar.TIMESTAMP)
          ? Optional.of(
              new DefaultValue.Text(
                  time.group(1) + "T" + time.group(2) + (type.isOf(Scalar.DATETIME) ? "Z" : "")))
          : Optional.empty();
    }
    return type.isNumber() || type instanceof FieldType.Native
        ? Optional.empty()
        : Optional.of(new DefaultValue.Text(constant));
  }
}
