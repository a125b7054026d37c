package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The SQL that makes a key, a unique or an index that is described as a catalog object. */
final class GroupDefinition {
  private static final String DEFAULT_ORDER = "asc";

  private GroupDefinition() {}

  /** {@code CONSTRAINT "name" UNIQUE ("a", "b")}. */
  static String constraint(CatalogObject object) {
    SqlBuilder constraint =
        sql("CONSTRAINT")
            .identifier(object.name().name())
            .words(constraintWords(object))
            .wordsIf(hasEqualNulls(object), "NULLS NOT DISTINCT")
            .identifiers(object.values(Property.COLUMNS));
    return include(constraint, object).text();
  }

  /** {@code CREATE INDEX "name" ON "schema"."table" ("a", "b")}. */
  static SqlBuilder index(CatalogObject object, TableName table) {
    return index(object, table, "INDEX");
  }

  /** The same, built while others go on writing to the table. */
  static SqlBuilder concurrentIndex(CatalogObject object, TableName table) {
    return index(object, table, "INDEX CONCURRENTLY");
  }

  /**
   * The index that a key or a unique needs, built while others go on writing to the table. It has
   * the name of the constraint.
   */
  static SqlBuilder concurrentIndexOfConstraint(CatalogObject object, TableName table) {
    SqlBuilder index =
        sql("CREATE UNIQUE INDEX CONCURRENTLY")
            .identifier(object.name().name())
            .words("ON")
            .table(table)
            .identifiers(object.values(Property.COLUMNS));
    return include(index, object).wordsIf(hasEqualNulls(object), "NULLS NOT DISTINCT");
  }

  /**
   * {@code ADD CONSTRAINT "name" UNIQUE USING INDEX "index"}, in a command that alters the table.
   * The index gets the name of the constraint.
   */
  static String constraintUsingIndex(CatalogObject object, String index) {
    return sql("ADD CONSTRAINT")
        .identifier(object.name().name())
        .words(constraintWords(object))
        .words("USING INDEX")
        .identifier(index)
        .text();
  }

  private static String constraintWords(CatalogObject object) {
    return object.name().kind() == ObjectKind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE";
  }

  private static SqlBuilder index(CatalogObject object, TableName table, String words) {
    List<String> method = object.values(Property.METHOD);
    SqlBuilder index =
        sql("CREATE")
            .wordsIf(
                object.values(Property.UNIQUENESS).contains(CatalogComparison.UNIQUE_INDEX),
                "UNIQUE")
            .words(words)
            .identifier(object.name().name())
            .words("ON")
            .table(table)
            .wordsIf(!method.equals(List.of("btree")), "USING " + String.join(", ", method))
            .parenthesized(
                IntStream.range(0, object.values(Property.COLUMNS).size())
                    .mapToObj(each -> element(object, each))
                    .collect(Collectors.joining(", ")));
    include(index, object).wordsIf(hasEqualNulls(object), "NULLS NOT DISTINCT");
    for (String predicate : object.values(Property.PREDICATE)) {
      index.words("WHERE").parenthesized(predicate);
    }
    return index;
  }

  private static String element(CatalogObject object, int place) {
    String order = object.values(Property.ORDER).get(place);
    String operatorClass = object.values(Property.OPERATOR_CLASSES).get(place);
    List<String> expressions = object.values(Property.EXPRESSIONS);
    String expression = expressions.isEmpty() ? "" : expressions.get(place);
    return sql(expression.isEmpty()
            ? Quoting.identifier(object.values(Property.COLUMNS).get(place))
            : "(" + expression + ")")
        .wordsIf(!operatorClass.equals(Property.DEFAULT_CLASS), quoted(operatorClass))
        .wordsIf(!order.equals(DEFAULT_ORDER), order(order))
        .text();
  }

  /** What is ascending is so without a word. */
  private static String order(String order) {
    return (order.startsWith(DEFAULT_ORDER)
            ? order.substring(DEFAULT_ORDER.length()).strip()
            : order)
        .toUpperCase(Locale.ROOT);
  }

  private static String quoted(String operatorClass) {
    int point = operatorClass.indexOf('.');
    return point < 0
        ? Quoting.identifier(operatorClass)
        : Quoting.qualified(operatorClass.substring(0, point), operatorClass.substring(point + 1));
  }

  private static SqlBuilder include(SqlBuilder builder, CatalogObject object) {
    List<String> columns = object.values(Property.INCLUDE);
    return columns.isEmpty() ? builder : builder.words("INCLUDE").identifiers(columns);
  }

  private static boolean hasEqualNulls(CatalogObject object) {
    return object.values(Property.NULLS).contains("not distinct");
  }
}
