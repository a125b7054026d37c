package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.shape.EntityField;
import java.util.Optional;

/**
 * The labels in a column of an enum as text, or as arrays of texts.
 *
 * @param expression an expression over the row
 * @param array whether the column has arrays
 */
record EnumLabels(String expression, boolean array) {
  static EnumLabels of(DatabaseMapping mapping, EntityField of) {
    boolean array = PostgresTypes.isArray(mapping.columnType(of.field()));
    return new EnumLabels(
        mapping.quotedColumn(of.entity().name(), of.field().name())
            + "::text"
            + (array ? "[]" : ""),
        array);
  }

  /** The labels with another one in place of one that goes. */
  EnumLabels mapped(Optional<String> from, Optional<String> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return this;
    }
    String old = string(from.get());
    String other = string(to.get());
    return new EnumLabels(
        array
            ? "pg_catalog.array_replace(%s, %s, %s)".formatted(expression, old, other)
            : "CASE %1$s WHEN %2$s THEN %3$s ELSE %1$s END".formatted(expression, old, other),
        array);
  }
}
