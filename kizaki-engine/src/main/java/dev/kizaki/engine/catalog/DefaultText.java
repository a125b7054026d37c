package dev.kizaki.engine.catalog;

import dev.kizaki.engine.sql.Quoting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a column's default to a canonical spelling, whether it comes from a migration ({@code
 * 'Todo'}) or from the catalog ({@code 'Todo'::task_status}). A constant of the column's type
 * becomes a number or a text in quotes; anything else remains as PostgreSQL prints it.
 *
 * <p>PostgreSQL prints a constant in quotes, followed by its type, except for numbers that are not
 * negative and for {@code true} and {@code false} (get_const_expr in its ruleutils.c). It does not
 * print implicit casts.
 */
public final class DefaultText {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d+), (-?\\d+)\\)");
  private static final Pattern ISO_TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(Z?)");

  private static final String DOUBLE = "double precision";
  private static final String REAL = "real";
  private static final String NUMERIC = "numeric";
  private static final Pattern TIMESTAMP =
      Pattern.compile("timestamp(\\(\\d\\))? with.* time zone");
  private static final Pattern TIME_OF_DAY = Pattern.compile("time(\\(\\d\\))? without time zone");

  /** In a number column, a constant of any of these types keeps its value. */
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", NUMERIC, DOUBLE, REAL);

  /**
   * Names of the transaction's start time (PostgreSQL documentation, section 9.9.5). A type without
   * a time zone takes the time in the time zone of the session from each of them.
   */
  private static final Set<String> NOW =
      Set.of(
          "now()",
          "CURRENT_TIMESTAMP",
          "transaction_timestamp()",
          "LOCALTIMESTAMP",
          "LOCALTIME",
          "CURRENT_TIME");

  private DefaultText() {}

  /**
   * The canonical spelling.
   *
   * @param type the column's type in the form of {@link Property#TYPE}
   * @param printedType the same type as PostgreSQL prints it after a constant, without a length
   * @param expression SQL
   */
  public static String canonical(String type, String printedType, String expression) {
    Optional<String> constant = constantOf(type, printedType, expression);
    if (isNumeric(type)) {
      return constant
          .or(() -> Optional.of(expression))
          .filter(text -> NUMBER.matcher(text).matches())
          .map(text -> number(type, text))
          .orElse(expression);
    }
    boolean timestamp = TIMESTAMP.matcher(type).matches();
    if (constant.isPresent()) {
      return Quoting.string(timestamp ? printedTime(constant.get()) : constant.get());
    }
    boolean now = timestamp || TIME_OF_DAY.matcher(type).matches();
    return now && NOW.contains(expression) ? "now()" : expression;
  }

  /** An expression of the schema. */
  public static String expression(String sql) {
    return "(" + sql + ")";
  }

  /** Whether an expected default is an expression of the schema. */
  static boolean isExpression(String expected) {
    return expected.startsWith("(");
  }

  /** The text of a canonical default in quotes; absent for any other default. */
  static Optional<String> constant(String canonical) {
    return constantOf("", "", canonical);
  }

  private static Optional<String> constantOf(String type, String printedType, String expression) {
    if (!expression.startsWith("'")) {
      return Optional.empty();
    }
    int end = 1;
    while (end < expression.length()
        && (expression.charAt(end) != '\'' || expression.startsWith("''", end))) {
      end += expression.charAt(end) == '\'' ? 2 : 1;
    }
    if (end >= expression.length()) {
      return Optional.empty();
    }
    String suffix = expression.substring(end + 1);
    boolean isConstant =
        suffix.isEmpty() || suffix.startsWith("::") && isOf(type, printedType, suffix.substring(2));
    return isConstant
        ? Optional.of(expression.substring(1, end).replace("''", "'"))
        : Optional.empty();
  }

  /** Whether a constant of this type keeps its printed value in a column of the given type. */
  private static boolean isOf(String type, String printedType, String constant) {
    return constant.equals(printedType)
        || isNumeric(type) && NUMBERS.contains(constant)
        || isText(type) && isText(constant)
        || isChar(type) && isText(constant);
  }

  private static boolean isChar(String type) {
    return type.startsWith("character(") && !type.endsWith("[]");
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.startsWith("character varying");
  }

  private static boolean isNumeric(String type) {
    return NUMBERS.contains(type) || DECIMAL.matcher(type).matches();
  }

  private static String number(String type, String text) {
    if (type.equals(DOUBLE)) {
      return Double.toString(Double.parseDouble(text));
    }
    if (type.equals(REAL)) {
      return Float.toString(Float.parseFloat(text));
    }
    BigDecimal value = new BigDecimal(text);
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      // PostgreSQL rounds a numeric half away from zero (documentation, section 8.1.2).
      value = value.setScale(Integer.parseInt(decimal.group(2)), RoundingMode.HALF_UP);
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** The time as PostgreSQL prints it with time zone UTC and date style ISO. */
  private static String printedTime(String text) {
    Matcher time = ISO_TIME.matcher(text);
    if (!time.matches()) {
      return text;
    }
    String offset = time.group(3).isEmpty() ? "" : "+00";
    return time.group(1) + " " + time.group(2) + offset;
  }
}
