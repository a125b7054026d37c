package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.Quoting;
import java.util.List;
import java.util.Map;

/** What PostgreSQL prints of the expressions of a schema: the queries, and when to keep it. */
public final class ExpressionForms {
  private static final String DEFAULT =
      """
      SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) \
      FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a \
      ON a.attrelid = d.adrelid AND a.attnum = d.adnum \
      WHERE d.adrelid = %s AND a.attname =\
      """;

  private static final String CHECK =
      """
      SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint \
      WHERE contype = 'c' AND conrelid = %s AND conname =\
      """;

  private static final String PREDICATE =
      """
      SELECT pg_catalog.pg_get_expr(i.indpred, i.indrelid) FROM pg_catalog.pg_index i \
      WHERE i.indrelid = %s AND i.indexrelid =\
      """;

  /** The collation is part of the element only where it is not that of its type. */
  private static final String ELEMENT =
      """
      SELECT pg_catalog.pg_get_indexdef(i.indexrelid, a.attnum, false) || coalesce(' COLLATE ' \
      || nullif(nullif(i.indcollation[a.attnum - 1], 0), t.typcollation)::pg_catalog.regcollation, '') \
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid \
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
      WHERE i.indrelid = %s AND i.indexrelid = %s AND a.attnum =\
      """;

  private ExpressionForms() {}

  /**
   * The expressions that a migration makes, or of which PostgreSQL may print something else after
   * it. These are the expressions of the tables that its statements change, and of those that use a
   * changed enum or sequence, or the type of a changed column.
   *
   * @param statements the plan
   * @param after the shape that the plan leads to
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   */
  public static List<PrintedForm> after(
      List<PlanStatement> statements, Shape after, String schema, DatabaseNames names) {
    DatabaseMapping mapping = new DatabaseMapping(schema, names, after, Map.of());
    return ChangedEntities.of(statements, mapping).stream()
        .flatMap(entity -> ExpectedExpression.of(ExpectedObjects.of(entity, mapping)).stream())
        .map(each -> of(each, schema))
        .toList();
  }

  /**
   * What PostgreSQL prints of an expression.
   *
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static PrintedForm of(ExpectedExpression expression, String schema) {
    String table = relation(schema, expression.table());
    String name = expression.object().name().name();
    String query =
        switch (expression.object().name().kind()) {
          case CHECK -> sql(CHECK.formatted(table)).string(name).text();
          case INDEX ->
              expression.element() == 0
                  ? sql(PREDICATE.formatted(table)).words(relation(schema, name)).text()
                  : sql(ELEMENT.formatted(table, relation(schema, name)))
                      .words(Integer.toString(expression.element()))
                      .text();
          default -> sql(DEFAULT.formatted(table)).string(name).text();
        };
    return new PrintedForm(expression.place().text(), query);
  }

  private static String relation(String schema, String name) {
    return "pg_catalog.to_regclass(" + Quoting.string(Quoting.qualified(schema, name)) + ")";
  }
}
