package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;

/**
 * A column that gets another type, and the shadow column beside it that has the new type already.
 *
 * @param of the field before the change
 * @param table its table
 * @param column its column
 * @param type the new type of the column
 * @param sqlType the same in SQL, by the name that it has until the swap
 * @param value the new value, an expression over the row
 * @param evaluates whether the meaning of the expression depends on settings of the session
 * @param required whether the column has no nulls after the change
 */
record ShadowColumn(
    EntityField of,
    TableName table,
    String column,
    FieldType type,
    String sqlType,
    String value,
    boolean evaluates,
    boolean required) {
  /** The name of the shadow column. */
  String shadow() {
    return DatabaseNames.temporary(column);
  }

  /**
   * The name of a column that is true in the rows whose new value cannot be computed. Only a column
   * with nulls needs it: in the other ones, such a row has a null in the shadow column.
   */
  String failed() {
    return DatabaseNames.temporary(column + "_failed");
  }

  String quotedShadow() {
    return Quoting.identifier(shadow());
  }

  boolean isOf(String entity, String field) {
    return of.entity().name().equals(entity) && of.field().name().equals(field);
  }

  /** Whether the column has no nulls before the change. */
  boolean wasRequired() {
    return !of.field().nullable();
  }

  Field before() {
    return of.field();
  }
}
