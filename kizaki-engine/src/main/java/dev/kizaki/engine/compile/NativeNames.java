package dev.kizaki.engine.compile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the name in {@code native("…")}. The catalog is compared with it letter by letter, so it
 * must be spelled as PostgreSQL's format_type prints it, and a type that has a word in Inspire must
 * be written with that word. Whether the type exists is only known to the server.
 */
final class NativeNames {
  private static final String NAME = "(?:[a-z_][a-z0-9_$]*|\"(?:[^\"\\p{Cntrl}]|\"\")+\")";
  private static final String ARGUMENTS = "(?:\\([A-Za-z0-9_.-]+(?:,[A-Za-z0-9_.-]+)*\\))?";

  /** {@code int4range}, {@code gis.geometry(Point,4326)}, {@code interval day to second(3)}. */
  private static final Pattern FORM =
      Pattern.compile(
          "(%1$s(?:\\.%1$s)?(?: [a-z]+)*)(%2$s)((?: [a-z]+)*)".formatted(NAME, ARGUMENTS));

  /** The names and other names of types that have a word. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("text", "string"),
          Map.entry("character varying", "varchar"),
          Map.entry("varchar", "varchar"),
          Map.entry("character", "char"),
          Map.entry("char", "char"),
          Map.entry("integer", "int"),
          Map.entry("int", "int"),
          Map.entry("int4", "int"),
          Map.entry("smallint", "smallint"),
          Map.entry("int2", "smallint"),
          Map.entry("bigint", "bigint"),
          Map.entry("int8", "bigint"),
          Map.entry("numeric", "decimal"),
          Map.entry("decimal", "decimal"),
          Map.entry("dec", "decimal"),
          Map.entry("double precision", "double"),
          Map.entry("float8", "double"),
          Map.entry("float", "double"),
          Map.entry("real", "real"),
          Map.entry("float4", "real"),
          Map.entry("boolean", "boolean"),
          Map.entry("bool", "boolean"),
          Map.entry("timestamp with time zone", "datetime"),
          Map.entry("timestamptz", "datetime"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("date", "date"),
          Map.entry("time without time zone", "time"),
          Map.entry("time", "time"),
          Map.entry("uuid", "uuid"),
          Map.entry("bytea", "bytes"),
          Map.entry("jsonb", "json"),
          Map.entry("serial", "int = autoincrement()"),
          Map.entry("smallserial", "smallint = autoincrement()"),
          Map.entry("bigserial", "bigint = autoincrement()"));

  /** Names that PostgreSQL reads and prints otherwise. */
  private static final Map<String, String> PRINTED =
      Map.of("varbit", "bit varying", "timetz", "time with time zone");

  private NativeNames() {}

  /** What is wrong with a name, and what to write instead. */
  record Problem(String message, String hint) {}

  /** Returns what is wrong with the name; empty if it may be the name of a native type. */
  static Optional<Problem> problem(String name) {
    if (name.endsWith("[]")) {
      String element = name.substring(0, name.length() - "[]".length());
      return problem(
          "native(…) names the type of one element",
          "write native(\"%s\")[]".formatted(element.replace("\"", "\\\"")));
    }
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      return problem(
          "this is not the name of a type as PostgreSQL prints it",
          """
          spell it as format_type does: in small letters, with double quotes around other names, \
          and without blanks in parentheses\
          """);
    }
    String arguments = form.group(2);
    String plain = form.group(1) + form.group(3);
    Optional<String> word = Optional.ofNullable(WORDS.get(plain));
    if (word.isPresent()) {
      return problem(
          "Inspire has a word for this type",
          "write %s".formatted(word.get() + arguments.replace(",", ", ")));
    }
    return Optional.ofNullable(PRINTED.get(plain))
        .flatMap(
            printed ->
                problem(
                    "PostgreSQL prints another name for this type",
                    "write native(\"%s\")".formatted(withArguments(printed, arguments))));
  }

  /** PostgreSQL prints the arguments of {@code time with time zone} after the first word. */
  private static String withArguments(String type, String arguments) {
    return type.startsWith("time ")
        ? "time" + arguments + type.substring("time".length())
        : type + arguments;
  }

  private static Optional<Problem> problem(String message, String hint) {
    return Optional.of(new Problem(message, hint));
  }
}
