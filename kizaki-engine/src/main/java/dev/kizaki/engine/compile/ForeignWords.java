package dev.kizaki.engine.compile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words of other languages that users write in Inspire, and the words of Inspire for them. */
final class ForeignWords {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("text", "string"),
          Map.entry("str", "string"),
          Map.entry("character", "char(n)"),
          Map.entry("bpchar", "char(n)"),
          Map.entry("nvarchar", "varchar(n)"),
          Map.entry("varchar2", "varchar(n)"),
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
          Map.entry("numeric", "decimal or decimal(p, s)"),
          Map.entry("bigdecimal", "decimal or decimal(p, s)"),
          Map.entry("float", "double"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double"),
          Map.entry("bool", "boolean"),
          Map.entry("timestamptz", "datetime"),
          Map.entry("instant", "datetime"),
          Map.entry("localdatetime", "timestamp"),
          Map.entry("localtime", "time"),
          Map.entry("localdate", "date"),
          Map.entry("guid", "uuid"),
          Map.entry("bytea", "bytes"),
          Map.entry("blob", "bytes"),
          Map.entry("binary", "bytes"),
          Map.entry("jsonb", "json"),
          Map.entry("object", "json, or an embedded type"),
          Map.entry("map", "json, or an embedded type"),
          Map.entry("money", "decimal(p, s), or native(\"money\")"),
          Map.entry("interval", "native(\"interval\"), or int for a number of seconds"),
          Map.entry("timetz", "native(\"time with time zone\")"),
          Map.entry("varbit", "native(\"bit varying\")"));

  /** Types of PostgreSQL that Inspire has no word for. */
  private static final Set<String> NATIVE =
      Set.of(
          "bit",
          "box",
          "cidr",
          "circle",
          "citext",
          "daterange",
          "geography",
          "geometry",
          "hstore",
          "inet",
          "int4range",
          "int8range",
          "line",
          "lseg",
          "ltree",
          "macaddr",
          "macaddr8",
          "numrange",
          "oid",
          "path",
          "point",
          "polygon",
          "regclass",
          "tsquery",
          "tsrange",
          "tstzrange",
          "tsvector",
          "vector",
          "xml");

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
          Map.entry("serial", "serial()"),
          Map.entry("auto_increment", "autoincrement()"),
          Map.entry("autoincrement", "autoincrement()"));

  private ForeignWords() {}

  /** The type of Inspire that another language calls {@code word}. */
  static Optional<String> type(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return NATIVE.contains(name)
        ? Optional.of("native(\"%s\")".formatted(name))
        : Optional.ofNullable(TYPES.get(name));
  }

  /** The function of Inspire that another language calls {@code word}. */
  static Optional<String> function(String word) {
    return Optional.ofNullable(FUNCTIONS.get(word.toLowerCase(Locale.ROOT)));
  }
}
