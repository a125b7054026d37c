package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

/** The definition of a check constraint. */
final class CheckDefinition {
  private CheckDefinition() {}

  /** {@code CONSTRAINT "name" CHECK (expression)}. */
  static String constraint(String name, String expression) {
    return sql("CONSTRAINT").identifier(name).words("CHECK").parenthesized(expression).text();
  }
}
