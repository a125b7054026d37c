package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.TableName;
import java.util.Locale;

/** Values as SQL expressions. Literals have no cast, because they take the type of their column. */
final class Values {
  private final DatabaseMapping mapping;

  /**
   * @param mapping where the labels of enum values and the names of sequences are looked up
   */
  Values(DatabaseMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * A default value. {@code autoincrement()} and {@code generated(…)} are not allowed: they are
   * columns of other kinds.
   */
  String sql(DefaultValue value, FieldType type) {
    if (value instanceof DefaultValue.Literal literal) {
      return literal(literal, type);
    }
    if (value instanceof DefaultValue.NextValue next) {
      return nextValue(mapping.sequence(next.sequence()));
    }
    if (value instanceof DefaultValue.Expression given) {
      return "(" + given.expression().text() + ")";
    }
    if (!(value instanceof DefaultValue.Function function)) {
      throw new IllegalArgumentException("an identity or a generated column has no default");
    }
    return switch (function) {
      case NOW -> now(type);
      case UUID -> "gen_random_uuid()";
    };
  }

  /** The next number of a sequence. */
  static String nextValue(TableName sequence) {
    return "nextval(%s::regclass)".formatted(Quoting.string(Quoting.table(sequence)));
  }

  /** For types without a time zone, the time in the time zone of the session. */
  private static String now(FieldType type) {
    if (type.isOf(Scalar.DATE)) {
      return "CURRENT_DATE";
    }
    return type.isOf(Scalar.TIMESTAMP)
        ? "LOCALTIMESTAMP"
        : type.isOf(Scalar.TIME) ? "LOCALTIME" : "now()";
  }

  /** A default value as data. {@code autoincrement()} is not allowed: it is an identity column. */
  DatabaseChange.Default ddl(DefaultValue value, FieldType type) {
    if (value instanceof DefaultValue.Number number) {
      return new DatabaseChange.Default(
          DatabaseChange.Default.Kind.NUMBER, number.value().toPlainString());
    }
    if (value instanceof DefaultValue.Boolean flag) {
      return new DatabaseChange.Default(
          DatabaseChange.Default.Kind.BOOLEAN, Boolean.toString(flag.value()));
    }
    if (value instanceof DefaultValue.Text text && type.isText()) {
      return new DatabaseChange.Default(DatabaseChange.Default.Kind.TEXT, text.text());
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      return new DatabaseChange.Default(
          DatabaseChange.Default.Kind.TEXT, label(enumValue.value(), type));
    }
    return new DatabaseChange.Default(DatabaseChange.Default.Kind.EXPRESSION, sql(value, type));
  }

  String sql(PlanValue value, FieldType type) {
    if (value instanceof PlanValue.Literal literal) {
      return literal(literal.value(), type);
    }
    if (value instanceof PlanValue.Sql sql) {
      return "(" + sql.expression() + ")";
    }
    if (value instanceof PlanValue.Converted converted) {
      return new ConvertedValues(mapping).value(converted, type);
    }
    if (value instanceof PlanValue.Null) {
      return "NULL";
    }
    throw new IllegalArgumentException("an open question has no SQL");
  }

  /** Whether the value is SQL that reads other rows than the one that it is written to. */
  static boolean readsOtherRows(PlanValue value) {
    return value instanceof PlanValue.Sql sql && readsOtherRows(sql.expression())
        || value instanceof PlanValue.Converted converted
            && (converted.using().filter(Values::readsOtherRows).isPresent()
                || converted.otherwise().filter(Values::readsOtherRows).isPresent()
                || converted.back().filter(Values::readsOtherRows).isPresent());
  }

  /**
   * Also true if {@code select} occurs in a string only: to assume a subquery is harmless if there
   * is none.
   */
  static boolean readsOtherRows(String sql) {
    return SqlTokens.words(sql)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch("select"::equals);
  }

  private String literal(DefaultValue.Literal literal, FieldType type) {
    if (literal instanceof DefaultValue.Text text) {
      return Quoting.string(type.isBytes() ? "\\x" + text.text() : label(text.text(), type));
    }
    if (literal instanceof DefaultValue.Number number) {
      return number.value().toPlainString();
    }
    if (literal instanceof DefaultValue.Boolean flag) {
      return Boolean.toString(flag.value());
    }
    if (literal instanceof DefaultValue.EnumValue enumValue) {
      return Quoting.string(label(enumValue.value(), type));
    }
    return PostgresTypes.isJson(type) ? "'[]'" : "'{}'";
  }

  /** The label, where the type is an enum; elsewhere the text itself. */
  private String label(String value, FieldType type) {
    return type instanceof FieldType.OfEnum ofEnum
        ? mapping.shape().enumType(ofEnum.name()).map(found -> found.label(value)).orElse(value)
        : value;
  }
}
