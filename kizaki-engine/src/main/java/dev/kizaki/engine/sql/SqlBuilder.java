package dev.kizaki.engine.sql;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one SQL text from left to right. The builder quotes names and strings, and separates each
 * part from the part before it by one blank: {@code sql("ALTER TABLE").table(table).words("DROP
 * COLUMN").identifier(column)}.
 */
public final class SqlBuilder {
  private final StringBuilder text = new StringBuilder();

  private SqlBuilder() {}

  /** A text that begins with these words. */
  public static SqlBuilder sql(String words) {
    return new SqlBuilder().words(words);
  }

  /** Key words, a type or an expression, as they are. */
  public SqlBuilder words(String words) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(words);
    return this;
  }

  /** {@link #words} if the condition holds. */
  public SqlBuilder wordsIf(boolean condition, String words) {
    return condition ? words(words) : this;
  }

  /** Words that begin a new line. */
  public SqlBuilder line(String words) {
    text.append('\n').append(words);
    return this;
  }

  /** {@code "name"}. */
  public SqlBuilder identifier(String name) {
    return words(Quoting.identifier(name));
  }

  /** {@code "schema"."name"}. */
  public SqlBuilder qualified(String schema, String name) {
    return words(Quoting.qualified(schema, name));
  }

  /** {@code "schema"."table"}. */
  public SqlBuilder table(TableName table) {
    return words(Quoting.table(table));
  }

  /** {@code ("a", "b")}. */
  public SqlBuilder identifiers(Collection<String> names) {
    return parenthesized(Quoting.identifiers(names));
  }

  /** {@code 'text'}. */
  public SqlBuilder string(String value) {
    return words(Quoting.string(value));
  }

  /** {@code ('a', 'b')}. */
  public SqlBuilder strings(Collection<String> values) {
    return parenthesized(Quoting.strings(values));
  }

  /** {@code (words)}. */
  public SqlBuilder parenthesized(String words) {
    return words("(" + words + ")");
  }

  /** {@code a, b}. */
  public SqlBuilder list(Collection<String> parts) {
    return words(String.join(", ", parts));
  }

  /** {@code a, b}, each part after the first on an indented line of its own. */
  public SqlBuilder lines(Stream<String> parts) {
    return words(parts.collect(Collectors.joining(",\n  ")));
  }

  /** {@code (a, b)}, each part on an indented line of its own. */
  public SqlBuilder block(Stream<String> parts) {
    return words(parts.collect(Collectors.joining(",\n  ", "(\n  ", "\n)")));
  }

  /** The text that has been written. */
  public String text() {
    return text.toString();
  }
}
