package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.DatabaseChange.Default;
import dev.kizaki.engine.sql.DatabaseChange.Default.Kind;
import dev.kizaki.engine.sql.Quoting;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which a value is written for Liquibase. Texts that Liquibase would interpret ({@code
 * null}, functions, quoted literals) are written as SQL expressions, and so are numbers of which
 * Liquibase may read only a part.
 */
public final class NativeValues {
  private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+)*");
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?");

  private NativeValues() {}

  /** The kind of value that Liquibase should read. */
  public static Kind form(Default value) {
    return switch (value.kind()) {
      case TEXT -> isPlain(value.value()) ? Kind.TEXT : Kind.EXPRESSION;
      case NUMBER -> PLAIN_NUMBER.matcher(value.value()).matches() ? Kind.NUMBER : Kind.EXPRESSION;
      case BOOLEAN, EXPRESSION -> value.kind();
    };
  }

  private static boolean isPlain(String text) {
    return PLAIN_TEXT.matcher(text).matches() && !text.equalsIgnoreCase("null");
  }

  /** The value as an SQL expression that Liquibase does not change. */
  public static String expression(Default value) {
    return switch (value.kind()) {
      case TEXT -> KeptSql.string(Quoting.string(value.value()));
      case NUMBER, BOOLEAN -> value.value();
      case EXPRESSION -> startsWithTime(value.value()) ? "(" + value.value() + ")" : value.value();
    };
  }

  /**
   * Whether Liquibase would replace the whole expression by its own function for the current time.
   */
  private static boolean startsWithTime(String expression) {
    String text = expression.toLowerCase(Locale.ROOT);
    return text.startsWith("current_timestamp") || text.startsWith("current_datetime");
  }
}
