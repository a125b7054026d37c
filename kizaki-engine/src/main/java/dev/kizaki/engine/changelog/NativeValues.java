package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.DatabaseChange.Default;
import dev.kizaki.engine.sql.DatabaseChange.Default.Kind;
import dev.kizaki.engine.sql.Quoting;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a value is handed to Liquibase. Texts that it reads as something else than themselves ({@code
 * null}, functions, literals that are quoted already) go as SQL, and so do numbers of which it may
 * take a part for the whole.
 */
public final class NativeValues {
  private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+)*");
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?");

  private NativeValues() {}

  /** As what Liquibase should take the value. */
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

  /** The value as an SQL expression that Liquibase leaves alone. */
  public static String expression(Default value) {
    return switch (value.kind()) {
      case TEXT -> KeptSql.string(Quoting.string(value.value()));
      case NUMBER, BOOLEAN -> value.value();
      case EXPRESSION -> startsWithTime(value.value()) ? "(" + value.value() + ")" : value.value();
    };
  }

  /** Liquibase writes its own function instead, whatever follows. */
  private static boolean startsWithTime(String expression) {
    String text = expression.toLowerCase(Locale.ROOT);
    return text.startsWith("current_timestamp") || text.startsWith("current_datetime");
  }
}
