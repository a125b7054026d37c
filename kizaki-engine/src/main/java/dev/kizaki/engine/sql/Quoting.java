package dev.kizaki.engine.sql;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Quotes identifiers and strings; no other class does. Identifiers are always quoted, so that
 * reserved words are allowed and case is kept (PostgreSQL documentation, section 4.1.1). Strings
 * rely on {@code standard_conforming_strings}, which every kizaki session sets (section 4.1.2.1).
 */
public final class Quoting {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Quoting() {}

  /** {@code "name"}. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** {@code name} where it means the same as {@code "name"}, else that. */
  public static String identifierIfNeeded(String name) {
    return PLAIN.matcher(name).matches() && !ReservedWords.cannotNameColumn(name)
        ? name
        : identifier(name);
  }

  /**
   * The name as a person who wrote another one writes it: in quotes where it has to be, or where
   * the other one has quotes that it does not need.
   *
   * @param written the other name as it is written
   */
  static String identifierLike(String written, String name) {
    boolean always =
        written.startsWith("\"") && isPlain(written.substring(1, written.length() - 1));
    return !always && isPlain(name) && !ReservedWords.cannotNameType(name)
        ? identifierIfNeeded(name)
        : identifier(name);
  }

  private static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  /** {@code "a", "b"}. */
  public static String identifiers(Collection<String> names) {
    return names.stream().map(Quoting::identifier).collect(Collectors.joining(", "));
  }

  /** {@code "schema"."name"}. */
  public static String qualified(String schema, String name) {
    return identifier(schema) + "." + identifier(name);
  }

  /** {@code "schema"."table"}. */
  public static String table(TableName table) {
    return qualified(table.schema(), table.table());
  }

  /** {@code 'text'}. */
  public static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@code 'a', 'b'}. */
  public static String strings(Collection<String> texts) {
    return texts.stream().map(Quoting::string).collect(Collectors.joining(", "));
  }
}
