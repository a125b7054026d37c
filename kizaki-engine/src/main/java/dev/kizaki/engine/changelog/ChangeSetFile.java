package dev.kizaki.engine.changelog;

import java.nio.charset.StandardCharsets;

/**
 * The logical path under which Liquibase knows a migration's change sets. Liquibase keeps the rows
 * of all changelogs of a database in one table, and every history begins with a {@code
 * 0001_initial}; so the path names the PostgreSQL schema, which is what keeps two histories of one
 * database apart.
 */
public final class ChangeSetFile {
  private ChangeSetFile() {}

  /**
   * @param schema the PostgreSQL schema that holds the tables
   * @param migration the migration's name
   */
  public static String of(String schema, String migration) {
    return folder(schema) + migration + "/changelog.xml";
  }

  /** What the paths of all migrations of a schema begin with. */
  public static String folder(String schema) {
    return "kizaki/" + encoded(schema) + "/";
  }

  /**
   * A schema's name in letters, digits and underscores; any other byte of its UTF-8 form is {@code
   * -} and two hexadecimal digits. Different names have different texts.
   */
  public static String encoded(String schema) {
    StringBuilder text = new StringBuilder();
    for (byte each : schema.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = each == '_' || each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
      if (plain) {
        text.append((char) each);
      } else {
        text.append('-').append(String.format("%02x", each & 0xFF));
      }
    }
    return text.toString();
  }
}
