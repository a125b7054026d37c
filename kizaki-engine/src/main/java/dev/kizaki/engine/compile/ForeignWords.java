package dev.kizaki.engine.compile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words of other languages that users write in Inspire, and the words of Inspire for them. */
final class ForeignWords {
  /** The annotations that validate values have no effect on the database. */
  private static final String LIMITED_STRING =
      "string, and @maxLength(n) for the application; the database checks no length";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("text", "string"),
          Map.entry("varchar", LIMITED_STRING),
          Map.entry("char", LIMITED_STRING),
          Map.entry("str", "string"),
          Map.entry("integer", "int"),
          Map.entry("int4", "int"),
          Map.entry("number", "int, double or decimal(p, s)"),
          Map.entry("short", "smallint"),
          Map.entry("int2", "smallint"),
          Map.entry("long", "bigint"),
          Map.entry("int8", "bigint"),
          Map.entry("serial", "int = autoincrement()"),
          Map.entry("smallserial", "smallint = autoincrement()"),
          Map.entry("bigserial", "bigint = autoincrement()"),
          Map.entry("numeric", "decimal(p, s)"),
          Map.entry("money", "decimal(p, s)"),
          Map.entry("float", "double"),
          Map.entry("float4", "double"),
          Map.entry("float8", "double"),
          Map.entry("real", "double"),
          Map.entry("bool", "boolean"),
          Map.entry("timestamp", "datetime"),
          Map.entry("timestamptz", "datetime"),
          Map.entry("instant", "datetime"),
          Map.entry("time", "datetime, or a string for a time of day"),
          Map.entry("interval", "int for a number of seconds, or a string"),
          Map.entry("guid", "uuid"),
          Map.entry("bytea", "bytes"),
          Map.entry("blob", "bytes"),
          Map.entry("binary", "bytes"),
          Map.entry("jsonb", "json"),
          Map.entry("object", "json, or an embedded type"),
          Map.entry("map", "json, or an embedded type"));

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("current_timestamp", "now()"),
          Map.entry("current_date", "now()"),
          Map.entry("currenttimestamp", "now()"),
          Map.entry("getdate", "now()"),
          Map.entry("today", "now()"),
          Map.entry("now", "now()"),
          Map.entry("gen_random_uuid", "uuid()"),
          Map.entry("uuid_generate_v4", "uuid()"),
          Map.entry("randomuuid", "uuid()"),
          Map.entry("uuidv4", "uuid()"),
          Map.entry("newid", "uuid()"),
          Map.entry("uuid", "uuid()"),
          Map.entry("serial", "autoincrement()"),
          Map.entry("nextval", "autoincrement()"),
          Map.entry("auto_increment", "autoincrement()"),
          Map.entry("autoincrement", "autoincrement()"));

  private ForeignWords() {}

  /** The type of Inspire that another language calls {@code word}. */
  static Optional<String> type(String word) {
    return Optional.ofNullable(TYPES.get(word.toLowerCase(Locale.ROOT)));
  }

  /** The function of Inspire that another language calls {@code word}. */
  static Optional<String> function(String word) {
    return Optional.ofNullable(FUNCTIONS.get(word.toLowerCase(Locale.ROOT)));
  }
}
