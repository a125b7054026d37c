package dev.kizaki.engine.catalog;

import java.util.Objects;

/**
 * Where an expression stands.
 *
 * @param object a column with a default or a generated value, a check, or an index
 * @param element the position of the expression among the elements of the index, from 1; 0 for its
 *     predicate, and for other places
 */
public record ExpressionPlace(ObjectName object, int element) {
  public ExpressionPlace {
    Objects.requireNonNull(object, "object");
  }

  /** {@code column bill.tax}, {@code index bill_lower_idx on bill, element 1}. */
  public String text() {
    return object.text() + (element == 0 ? "" : ", element " + element);
  }
}
