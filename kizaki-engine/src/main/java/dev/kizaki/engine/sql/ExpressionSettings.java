package dev.kizaki.engine.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a session on which the meaning of an expression depends. Every migration sets
 * them, so that the settings of a role or client have no effect.
 */
public final class ExpressionSettings {
  /** Last, so that a temporary table does not hide a table of the schema. */
  private static final String TEMPORARY = ", pg_temp";

  private ExpressionSettings() {}

  /**
   * The search path for the names in an expression.
   *
   * @param schema the schema's name, quoted if necessary
   */
  public static String path(String schema) {
    return schema + TEMPORARY;
  }

  /**
   * The settings by name.
   *
   * @param path the result of {@link #path}
   */
  public static Map<String, String> with(String path) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("search_path", path);
    settings.put("TimeZone", "UTC");
    settings.put("DateStyle", "ISO, YMD");
    settings.put("IntervalStyle", "postgres");
    settings.put("bytea_output", "hex");
    // Off: a command that a policy would hide rows from fails instead of silently skipping them.
    settings.put("row_security", "off");
    return settings;
  }
}
