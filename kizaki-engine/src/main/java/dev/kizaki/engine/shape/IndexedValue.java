package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What an index finds rows by: the value of a field, or that of an expression.
 *
 * @param field present if it is a field
 * @param expression present if it is an expression
 * @param nullsFirst whether nulls come before all values. By default they do in descending order,
 *     as in PostgreSQL.
 * @param operatorClass the operator class where it is not the default one of the type, alone or
 *     after its PostgreSQL schema
 */
public record IndexedValue(
    Optional<String> field,
    Optional<SqlExpression> expression,
    boolean descending,
    boolean nullsFirst,
    Optional<String> operatorClass) {
  private static final Pattern OPERATOR_CLASS =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*");

  public IndexedValue {
    Objects.requireNonNull(operatorClass, "operatorClass");
    if (field.isPresent() == expression.isPresent()) {
      throw new IllegalArgumentException("neither a field nor an expression, or both");
    }
  }

  /** Whether the text can be an operator class: a name, or two with a point between them. */
  public static boolean isOperatorClass(String text) {
    return OPERATOR_CLASS.matcher(text).matches();
  }

  /** A field in ascending order, with the default operator class of its type. */
  public static IndexedValue of(String field) {
    return new IndexedValue(Optional.of(field), Optional.empty(), false, false, Optional.empty());
  }

  /** An expression in ascending order, with the default operator class of its type. */
  public static IndexedValue of(SqlExpression expression) {
    return new IndexedValue(
        Optional.empty(), Optional.of(expression), false, false, Optional.empty());
  }

  /** Returns the same value in this order. */
  public IndexedValue ordered(boolean isDescending, boolean hasNullsFirst) {
    return new IndexedValue(field, expression, isDescending, hasNullsFirst, operatorClass);
  }

  /** Returns the same value with another operator class; empty stands for the default one. */
  public IndexedValue withOperatorClass(Optional<String> newClass) {
    return new IndexedValue(field, expression, descending, nullsFirst, newClass);
  }

  /** The fields that it is made of. */
  public List<String> fields() {
    return field.map(List::of).orElseGet(() -> expression.orElseThrow().fields());
  }

  /** Whether it is the value of the field itself. */
  public boolean isField(String name) {
    return field.filter(name::equals).isPresent();
  }

  /** Whether it has the default order. */
  public boolean isInDefaultOrder() {
    return !descending && !nullsFirst;
  }

  /** Whether nulls are where the order puts them by default. */
  public boolean hasDefaultNulls() {
    return nullsFirst == descending;
  }

  /** Returns the value with other names of its fields. */
  IndexedValue renamed(UnaryOperator<String> newName) {
    return new IndexedValue(
        field.map(newName),
        expression.map(each -> each.withFields(newName)),
        descending,
        nullsFirst,
        operatorClass);
  }

  IndexedValue withExpression(UnaryOperator<SqlExpression> changed) {
    return new IndexedValue(field, expression.map(changed), descending, nullsFirst, operatorClass);
  }

  /** The value with its words, as plans and schemas write it. What is the default is left out. */
  public String text() {
    StringBuilder text =
        new StringBuilder(field.orElseGet(() -> expression.orElseThrow().inspire()));
    operatorClass.ifPresent(name -> text.append(" ops(\"").append(name).append("\")"));
    if (descending) {
      text.append(" desc");
    }
    if (!hasDefaultNulls()) {
      text.append(nullsFirst ? " nullsFirst" : " nullsLast");
    }
    return text.toString();
  }
}
