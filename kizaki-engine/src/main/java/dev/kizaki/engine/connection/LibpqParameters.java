package dev.kizaki.engine.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connection parameters that have different names in libpq and in the JDBC driver (PostgreSQL
 * documentation, section 34.1.2). The other names are the same in both.
 */
final class LibpqParameters {
  private static final Map<String, String> NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "gssencmode", "gssEncMode",
          "require_auth", "requireAuth",
          "sslnegotiation", "sslNegotiation",
          "target_session_attrs", "targetServerType");

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private LibpqParameters() {}

  static Map<String, String> toJdbc(Map<String, String> parameters) {
    Map<String, String> jdbc = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            jdbc.put(
                NAMES.getOrDefault(name, name),
                name.equals("target_session_attrs")
                    ? SERVER_TYPES.getOrDefault(value, value)
                    : value));
    return jdbc;
  }
}
