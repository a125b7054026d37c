package dev.kizaki.engine.catalog;

import dev.kizaki.engine.object.UnifiedDifference;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The properties in which two objects of the same name can differ, and their names in messages. */
public enum Property {
  /** A column's type in SQL. */
  TYPE("type", false),
  /** A column's collation; absent for the default collation of the type. */
  COLLATION("collation", false),
  /** {@code not null}, {@code null}, or a {@code not null} that was never validated. */
  NULLABILITY("", false),
  /** A column's default in the form of {@link DefaultText}; absent if there is no default. */
  DEFAULT("default", false),
  /**
   * {@code stored} or {@code virtual}; absent if the column is not a generated one. What is
   * expected also has the expression.
   */
  GENERATED("generated", false),
  /** {@code by default} or {@code always}; absent if the column is not an identity column. */
  IDENTITY("identity", false),
  /**
   * The name of the sequence that a column owns and takes its numbers from, its type in SQL, and
   * the clauses of its options that are not the default.
   */
  SEQUENCE("sequence", true),
  /** The type of a sequence in SQL, and the clauses of its options that are not the default. */
  OPTIONS("options", false),

  /** The columns of a constraint or an index, in order. */
  COLUMNS("columns", true),
  /**
   * The expression of a check. Expected is the text of the schema; what is found is in PostgreSQL's
   * form, which cannot be compared with it.
   */
  EXPRESSION("expression", false),
  /** The columns that the expression of a check names; they follow from the expression. */
  USES("uses", true),
  /**
   * The expression at each place of an index that has any; empty where a column is. Expected is the
   * text of the schema, what is found is in PostgreSQL's form.
   */
  EXPRESSIONS("expressions", false),
  /** The predicate of an index, in the same two forms; absent if it contains all rows. */
  PREDICATE("where", false),
  /** The further columns whose values a unique or an index stores. */
  INCLUDE("include", true),
  /** {@code distinct} or {@code not distinct}, of a unique or an index. */
  NULLS("nulls", false),
  /** {@code unique} or {@code not unique}, of an index. */
  UNIQUENESS("", false),
  /** An index's access method. */
  METHOD("method", false),
  /** The order of each column of an index: {@code asc}, {@code desc nulls last} and so on. */
  ORDER("order", false),
  /**
   * The operator class of each column of an index. Expected is a name, or {@code default}; what is
   * found has a name, after {@code default} where it is the default one of the type.
   */
  OPERATOR_CLASSES("operator classes", false),
  /** The schema, table and column that a foreign key references. */
  TARGET("target", true),
  ON_DELETE("on delete", false),
  ON_UPDATE("on update", false),
  /** {@code NOT DEFERRABLE} and so on, of a foreign key. */
  DEFERRABILITY("", false),
  /** An enum's labels, in order. */
  VALUES("values", true),
  /** What PostgreSQL prints of an object that SQL makes. */
  DEFINITION("definition", false),
  /** Traits that an object of a migration has only if it says so, such as {@code NOT VALID}. */
  ANOMALIES("", false);

  /** Of the difference of two texts. */
  private static final int MOST_LINES = 20;

  /** The mark of a constraint that was never compared with the rows. */
  public static final String NOT_VALID = "NOT VALID";

  /** Stands among the columns of an index for an expression. */
  public static final String EXPRESSION_COLUMN = "(expression)";

  /** An expected operator class, where the type of the column decides. */
  public static final String DEFAULT_CLASS = "default";

  private static final String DEFAULT_MARK = DEFAULT_CLASS + " ";

  private final String word;
  private final boolean named;

  /**
   * @param named whether the values are names, of which there can be several
   */
  Property(String word, boolean named) {
    this.word = word;
    this.named = named;
  }

  /** The property's name in a message; empty if the value is clear without it. */
  public String word() {
    return word;
  }

  /** The property's name in JSON, which never changes. */
  public String key() {
    return this == ANOMALIES ? "marks" : name().toLowerCase(Locale.ROOT);
  }

  /** A value for a message. */
  public String shown(List<String> values) {
    if (values.isEmpty()) {
      return "none";
    }
    if (!named) {
      // Where an index has a column, there is no expression.
      return UnsafeCharacters.escaped(
          values.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(", ")));
    }
    List<String> names = values.stream().map(ObjectName::shown).toList();
    return switch (this) {
      case TARGET -> "%s.%s of %s".formatted(names.get(1), names.get(2), names.get(0));
      case SEQUENCE -> names.get(0) + " " + String.join(" ", values.subList(1, values.size()));
      default -> "(" + String.join(", ", names) + ")";
    };
  }

  /** Whether what was found is what is expected. */
  boolean agree(List<String> expected, List<String> found) {
    if (this == USES || this == EXPRESSION) {
      return true;
    }
    if (this == EXPRESSIONS || this == PREDICATE) {
      return places(expected).equals(places(found));
    }
    if (this == DEFAULT && expected.stream().anyMatch(DefaultText::isExpression)) {
      // PostgreSQL prints an expression in another form.
      return !found.isEmpty();
    }
    if (this == GENERATED && !expected.isEmpty() && !found.isEmpty()) {
      return expected.get(0).equals(found.get(0));
    }
    if (this != ORDER && this != OPERATOR_CLASSES) {
      return expected.equals(found);
    }
    if (expected.size() != found.size() && !expected.isEmpty() && !found.isEmpty()) {
      // The columns differ, which says enough.
      return true;
    }
    return this == ORDER
        ? expected.equals(found)
        : expected.size() == found.size() && areClasses(expected, found);
  }

  /** Two forms of an expression cannot be compared as texts, so only where there is one counts. */
  private static List<Boolean> places(List<String> values) {
    return values.stream().map(String::isEmpty).toList();
  }

  private static boolean areClasses(List<String> expected, List<String> found) {
    return IntStream.range(0, expected.size())
        .allMatch(each -> isClass(expected.get(each), found.get(each)));
  }

  /** An operator class that is named although it is the default one is the same. */
  private static boolean isClass(String expected, String found) {
    return expected.equals(DEFAULT_CLASS)
        ? found.startsWith(DEFAULT_MARK)
        : found.equals(expected) || found.equals(DEFAULT_MARK + expected);
  }

  /** How the two values differ. */
  String difference(List<String> expected, List<String> found) {
    if (this == DEFINITION) {
      return word + "\n" + lines(String.join("\n", expected), String.join("\n", found));
    }
    return this == ANOMALIES
        ? found.isEmpty() ? "not " + shown(expected) : shown(found)
        : (word.isEmpty() ? "" : word + " ") + shown(found) + " instead of " + shown(expected);
  }

  /** How two texts of several lines differ, as {@code diff -u} prints it. */
  private static String lines(String expected, String found) {
    List<String> lines = UnifiedDifference.between(expected, found).lines().toList();
    String shown =
        lines.stream()
            .limit(MOST_LINES)
            .map(each -> "    " + UnsafeCharacters.escaped(each))
            .collect(Collectors.joining("\n"));
    return lines.size() > MOST_LINES ? shown + "\n    …" : shown;
  }
}
