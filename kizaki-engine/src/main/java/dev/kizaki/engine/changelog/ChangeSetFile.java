package dev.kizaki.engine.changelog;

import java.nio.charset.StandardCharsets;

/**
 * The logical path by which Liquibase identifies a migration's change sets. Liquibase records all
 * changelogs of a database in one table, and every history may begin with a {@code 0001_initial};
 * the path therefore contains the PostgreSQL schema, which separates the histories of one database.
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

  /** The common beginning of the paths of all migrations of a schema. */
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
