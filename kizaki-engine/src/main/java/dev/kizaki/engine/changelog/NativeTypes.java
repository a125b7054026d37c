package dev.kizaki.engine.changelog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Column types in words that come out of Liquibase's own reading of types as they went in. It loses
 * brackets behind two words and behind a length, and it writes names of types in capitals, quoted
 * or not: so a name stands without quotes where PostgreSQL then reads the same.
 */
public final class NativeTypes {
  private static final Set<String> KEPT =
      Set.of(
          "text",
          "integer",
          "smallint",
          "bigint",
          "boolean",
          "date",
          "uuid",
          "bytea",
          "jsonb",
          "double precision",
          "timestamp with time zone");

  /** Other names of what has two words. */
  private static final Map<String, String> OF_ARRAYS =
      Map.of("double precision", "float8", "timestamp with time zone", "timestamptz");

  private static final Pattern NUMERIC = Pattern.compile("numeric\\([0-9]+, ?[0-9]+\\)");
  private static final Pattern NAMED =
      Pattern.compile("\"([a-z_][a-z0-9_]*)\"\\.\"([a-z_][a-z0-9_]*)\"((?:\\[\\])?)");
  private static final String BRACKETS = "[]";

  /** PostgreSQL documentation, appendix C: what no type's name can begin with, as of 14 to 18. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric between bigint bit boolean both
          case cast char character check coalesce collate column constraint create
          current_catalog current_date current_role current_time current_timestamp current_user
          dec decimal default deferrable desc distinct do else end except exists extract false
          fetch float for foreign from grant greatest group grouping having in initially inout
          int integer intersect interval into json json_array json_arrayagg json_exists
          json_object json_objectagg json_query json_scalar json_serialize json_table json_value
          lateral leading least limit localtime localtimestamp merge_action national nchar none
          normalize not null nullif numeric offset on only or order out overlay placing position
          precision primary real references returning row select session_user setof smallint
          some substring symmetric system_user table then time timestamp to trailing treat trim
          true union unique user using values varchar variadic when where window with
          xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
          xmlroot xmlserialize xmltable
          """
              .split("\\s+"));

  private NativeTypes() {}

  /** Whether a changelog can name the type. */
  public static boolean isKept(String type) {
    return written(type).isPresent();
  }

  /** The type as a changelog names it. */
  public static Optional<String> written(String type) {
    Matcher named = NAMED.matcher(type);
    if (named.matches()) {
      return RESERVED.contains(named.group(1))
          ? Optional.empty()
          : Optional.of(named.group(1) + "." + named.group(2) + named.group(3));
    }
    if (!type.endsWith(BRACKETS)) {
      return Optional.of(type).filter(each -> KEPT.contains(each) || isNumeric(each));
    }
    String element = type.substring(0, type.length() - BRACKETS.length());
    return Optional.of(element)
        .filter(KEPT::contains)
        .map(each -> OF_ARRAYS.getOrDefault(each, each) + BRACKETS);
  }

  private static boolean isNumeric(String type) {
    return NUMERIC.matcher(type).matches();
  }
}
