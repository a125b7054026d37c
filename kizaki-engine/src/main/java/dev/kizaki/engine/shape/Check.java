package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A condition that no row of an entity makes false; a row for which it is null fulfils it
 * (PostgreSQL documentation, section 5.5.1). An entity has each expression once.
 *
 * @param notValid whether PostgreSQL has never compared it with the rows that the table already had
 * @param named the name of its constraint in the database. In a snapshot it is present if it is not
 *     the derived one. In a compiled schema it is what the schema states; empty leaves it open
 */
public record Check(SqlExpression expression, boolean notValid, Optional<String> named) {
  public Check {
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(named, "named");
  }

  /** A check that holds for all rows. */
  public Check(SqlExpression expression) {
    this(expression, false, Optional.empty());
  }

  /** The expression. */
  public String sql() {
    return expression.text();
  }

  /** Whether its expression names the column of the field. */
  public boolean uses(String field) {
    return expression.uses(field);
  }

  /** Whether it means the same, whatever its name is. */
  public boolean isLike(Check other) {
    return expression.equals(other.expression) && notValid == other.notValid;
  }

  public Check withExpression(SqlExpression newExpression) {
    return new Check(newExpression, notValid, named);
  }

  /** Returns the check with another name in the database; empty stands for the derived one. */
  public Check withNamed(Optional<String> newNamed) {
    return new Check(expression, notValid, newNamed);
  }

  /** Returns the check with other names of its fields. The expression is not changed. */
  public Check renamed(UnaryOperator<String> newName) {
    return withExpression(expression.withFields(newName));
  }

  /** The check as messages print it: {@code (total >= 0)}. */
  public String text() {
    return "(%s)%s".formatted(sql(), notValid ? " not valid" : "");
  }
}
