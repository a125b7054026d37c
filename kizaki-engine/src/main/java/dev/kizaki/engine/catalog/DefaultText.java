package dev.kizaki.engine.catalog;

import dev.kizaki.engine.sql.Quoting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's default in one spelling, whether it comes from a migration ({@code 'Todo'}) or is read
 * back ({@code 'Todo'::task_status}): a constant of the column's type as a number or a text in
 * quotes, anything else as PostgreSQL prints it.
 *
 * <p>How PostgreSQL prints a constant: in quotes with its type behind, but for whole and decimal
 * numbers that are not negative and for {@code true} and {@code false} (get_const_expr in its
 * ruleutils.c). A cast that it adds by itself is not printed.
 */
public final class DefaultText {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d+), (-?\\d+)\\)");
  private static final Pattern ISO_TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)Z");

  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
  private static final String DOUBLE = "double precision";
  private static final String TIME = "timestamp with time zone";

  /** One of these becomes the other in a number column without a change of its value. */
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", DOUBLE);

  /** Three names of the transaction's time (PostgreSQL documentation, section 9.9.5). */
  private static final Set<String> NOW =
      Set.of("now()", "CURRENT_TIMESTAMP", "transaction_timestamp()");

  private DefaultText() {}

  /**
   * The canonical spelling.
   *
   * @param type the column's type in the form of {@link Property#TYPE}
   * @param printedType the same type as PostgreSQL prints it behind a constant, without a length
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
    if (constant.isPresent()) {
      return Quoting.string(type.equals(TIME) ? printedTime(constant.get()) : constant.get());
    }
    return type.equals(TIME) && NOW.contains(expression) ? "now()" : expression;
  }

  /** The text of a canonical default that is one in quotes. */
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
    String behind = expression.substring(end + 1);
    boolean isConstant =
        behind.isEmpty() || behind.startsWith("::") && isOf(type, printedType, behind.substring(2));
    return isConstant
        ? Optional.of(expression.substring(1, end).replace("''", "'"))
        : Optional.empty();
  }

  /** Whether a constant of the printed type is, in a column of the other, what it says. */
  private static boolean isOf(String type, String printedType, String constant) {
    return constant.equals(printedType)
        || isNumeric(type) && NUMBERS.contains(constant)
        || isText(type) && isText(constant);
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.startsWith("character varying");
  }

  private static boolean isNumeric(String type) {
    return INTEGERS.contains(type) || type.equals(DOUBLE) || DECIMAL.matcher(type).matches();
  }

  private static String number(String type, String text) {
    if (type.equals(DOUBLE)) {
      return Double.toString(Double.parseDouble(text));
    }
    BigDecimal value = new BigDecimal(text);
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      // PostgreSQL rounds a numeric half away from zero (documentation, section 8.1.2).
      value = value.setScale(Integer.parseInt(decimal.group(2)), RoundingMode.HALF_UP);
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** As PostgreSQL prints it in UTC under ISO dates. */
  private static String printedTime(String text) {
    Matcher time = ISO_TIME.matcher(text);
    return time.matches() ? time.group(1) + " " + time.group(2) + "+00" : text;
  }
}
