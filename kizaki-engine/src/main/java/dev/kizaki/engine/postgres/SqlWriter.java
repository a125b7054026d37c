package dev.kizaki.engine.postgres;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The one place that quotes. Identifiers are always quoted, so that reserved words and case survive
 * (PostgreSQL documentation, section 4.1.1); strings rely on {@code standard_conforming_strings},
 * which every session of ours sets (section 4.1.2.1).
 */
public final class SqlWriter {
  private SqlWriter() {}

  /** {@code "name"}. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** {@code "schema"."name"}. */
  public static String qualified(String schema, String name) {
    return identifier(schema) + "." + identifier(name);
  }

  /** {@code ("a", "b")}. */
  static String columns(Collection<String> names) {
    return names.stream().map(SqlWriter::identifier).collect(Collectors.joining(", ", "(", ")"));
  }

  /** {@code 'text'}. */
  public static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@code ('a', 'b')}. */
  static String strings(Collection<String> texts) {
    return texts.stream().map(SqlWriter::string).collect(Collectors.joining(", ", "(", ")"));
  }
}
