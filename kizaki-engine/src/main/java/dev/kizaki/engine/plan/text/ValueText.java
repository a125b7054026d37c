package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.inspire.format.StringLiterals;

/** Writes values as plans and schemas spell them. */
public final class ValueText {
  /** The marker of an open question. */
  public static final String UNRESOLVED = "[RESOLVE]";

  private ValueText() {}

  /** A value as a plan writes it. */
  public static String of(PlanValue value) {
    if (value instanceof PlanValue.Literal literal) {
      return of(literal.value());
    }
    if (value instanceof PlanValue.Sql sql) {
      return sql(sql.expression());
    }
    return value instanceof PlanValue.Null ? "null" : UNRESOLVED;
  }

  /** A default as Inspire writes it. */
  public static String of(DefaultValue value) {
    if (value instanceof DefaultValue.Text text) {
      return StringLiterals.quote(text.text());
    }
    if (value instanceof DefaultValue.Number number) {
      return number.value().toPlainString();
    }
    if (value instanceof DefaultValue.Boolean flag) {
      return Boolean.toString(flag.value());
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      return enumValue.value();
    }
    return value instanceof DefaultValue.Function function ? function.text() : "[]";
  }

  static String sql(String text) {
    return "sql("
        + StringLiterals.block(text, "  ").orElseGet(() -> StringLiterals.quote(text))
        + ")";
  }
}
