package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.ReservedWords;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Column types in a form that Liquibase does not change. Liquibase loses brackets after a type of
 * two words and after a length, and it writes names of types in capitals, quoted or not. Therefore
 * a name is written without quotes if PostgreSQL then reads the same name.
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
          "real",
          "numeric",
          "character varying",
          "timestamp with time zone",
          "timestamp without time zone",
          "time without time zone");

  /** For arrays, other names of the types whose name has several words. */
  private static final Map<String, String> OF_ARRAYS =
      Map.of(
          "double precision",
          "float8",
          "real",
          "float4",
          "character varying",
          "varchar",
          "timestamp with time zone",
          "timestamptz",
          "timestamp without time zone",
          "timestamp",
          "time without time zone",
          "time");

  private static final Pattern LIMITED =
      Pattern.compile(
          "numeric\\([0-9]+, ?[0-9]+\\)|character( varying)?\\([0-9]+\\)"
              + "|(timestamp|time)\\([0-6]\\) with(out)? time zone");
  private static final Pattern NAMED =
      Pattern.compile("\"([a-z_][a-z0-9_]*)\"\\.\"([a-z_][a-z0-9_]*)\"((?:\\[\\])?)");
  private static final String BRACKETS = "[]";

  private NativeTypes() {}

  /** Whether a changelog can contain the type. */
  public static boolean isKept(String type) {
    return written(type).isPresent();
  }

  /** The type as it is written in a changelog; absent if Liquibase would change it. */
  public static Optional<String> written(String type) {
    Matcher named = NAMED.matcher(type);
    if (named.matches()) {
      return ReservedWords.cannotNameType(named.group(1))
          ? Optional.empty()
          : Optional.of(named.group(1) + "." + named.group(2) + named.group(3));
    }
    if (!type.endsWith(BRACKETS)) {
      return Optional.of(type).filter(each -> KEPT.contains(each) || isLimited(each));
    }
    String element = type.substring(0, type.length() - BRACKETS.length());
    return Optional.of(element)
        .filter(KEPT::contains)
        .map(each -> OF_ARRAYS.getOrDefault(each, each) + BRACKETS);
  }

  private static boolean isLimited(String type) {
    return LIMITED.matcher(type).matches();
  }
}
