package dev.kizaki.engine.adopt;

import dev.kizaki.engine.shape.CamelCase;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The name that an element of a database gets in Inspire. */
enum InspireName {
  ENTITY("Table", true),
  ENUM("Type", true),
  SEQUENCE("Sequence", true),
  OBJECT("Object", true),
  FIELD("field", false),
  VALUE("Value", true);

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Words that are values, so that they cannot be names in every place. */
  private static final Set<String> VALUES = Set.of("true", "false", "null", "sql");

  private final String noun;
  private final boolean capital;

  /**
   * @param noun what a name starts with that would start with a digit, or be empty
   * @param capital whether a name starts with a capital
   */
  InspireName(String noun, boolean capital) {
    this.noun = noun;
    this.capital = capital;
  }

  /**
   * The name in camel case. A label of an enum that is a name stays as it is. Letters that are not
   * ASCII lose their marks or are left out.
   */
  String of(String databaseName) {
    if (this == VALUE && NAME.matcher(databaseName).matches()) {
      return VALUES.contains(databaseName) ? withNoun(databaseName) : databaseName;
    }
    String name = CamelCase.of(databaseName, capital, noun);
    return VALUES.contains(name) ? withNoun(name) : name;
  }

  private String withNoun(String name) {
    return name + noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
  }

  /**
   * The names of elements that must have different ones, by their names in the database. Those
   * whose name in the database follows from the name in Inspire come first, then the others in the
   * order of their names in the database. A name that is taken gets a number: {@code OrderItem2}.
   *
   * @param derivation the name in the database that follows from a name in Inspire
   * @param taken names that are not free; the result is added to them
   */
  SortedMap<String, String> distinct(
      Collection<String> databaseNames, UnaryOperator<String> derivation, Set<String> taken) {
    SortedMap<String, String> names = new TreeMap<>();
    for (String each : new TreeSet<>(databaseNames)) {
      String name = of(each);
      if (derivation.apply(name).equals(each) && taken.add(name)) {
        names.put(each, name);
      }
    }
    for (String each : new TreeSet<>(databaseNames)) {
      names.computeIfAbsent(each, any -> numbered(of(each), taken));
    }
    return names;
  }

  SortedMap<String, String> distinct(
      Collection<String> databaseNames, UnaryOperator<String> derivation) {
    return distinct(databaseNames, derivation, new HashSet<>());
  }

  /**
   * @param taken names that are not free; the result is added to them
   */
  String distinct(String databaseName, Set<String> taken) {
    return numbered(of(databaseName), taken);
  }

  /** The name, with a number if it is taken; the result is added to those that are. */
  static String numbered(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + number;
    }
    return free;
  }
}
