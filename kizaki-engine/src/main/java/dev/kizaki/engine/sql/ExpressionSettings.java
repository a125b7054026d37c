package dev.kizaki.engine.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a session that decide what an expression over rows means. Whoever runs a
 * migration sets them, so that a role's or a client's own cannot.
 */
public final class ExpressionSettings {
  /** Last: a temporary table must not stand before any other. */
  private static final String TEMPORARY = ", pg_temp";

  private ExpressionSettings() {}

  /**
   * Where names are looked up.
   *
   * @param schema quoted where it needs to be
   */
  public static String path(String schema) {
    return schema + TEMPORARY;
  }

  /**
   * The settings by name.
   *
   * @param path made by {@link #path}
   */
  public static Map<String, String> with(String path) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("search_path", path);
    settings.put("TimeZone", "UTC");
    settings.put("DateStyle", "ISO, YMD");
    settings.put("IntervalStyle", "postgres");
    settings.put("bytea_output", "hex");
    // Off means: rows that a policy would hide are an error, not silently left as they are.
    settings.put("row_security", "off");
    return settings;
  }
}
