package dev.kizaki.engine.shape;

/**
 * Which column types a foreign key can connect. PostgreSQL needs an operator that compares them in
 * the operator family of the referenced index, or an implicit cast to the referenced type
 * (documentation, section 5.5.5 and CREATE TABLE, REFERENCES).
 */
public final class ReferenceTypes {
  private ReferenceTypes() {}

  /** Whether a reference can contain values of the type at all. */
  public static boolean canBeReferredTo(FieldType type) {
    return !type.isArray() && !type.isOf(Scalar.JSON) && !type.isOf(Scalar.FILE);
  }

  /**
   * Whether a column of the one type can refer to a column of the other one. Only PostgreSQL knows
   * the types that have no word in Inspire.
   *
   * @param from the type of the column that refers, not a reference
   * @param to the type of the referenced column, not a reference
   */
  public static boolean canRefer(FieldType from, FieldType to) {
    if (!canBeReferredTo(from) || !canBeReferredTo(to)) {
      return false;
    }
    if (from.equals(to) || from instanceof FieldType.Native || to instanceof FieldType.Native) {
      return true;
    }
    return from.isText() && to.isText()
        || numberRank(from) > 0 && numberRank(from) <= numberRank(to)
        || isDay(from) && isDay(to)
        || from.isOf(Scalar.TIME) && to.isOf(Scalar.TIME);
  }

  /**
   * Whether the value of the one column has to be converted, because the operator between both
   * types compares otherwise than the foreign key does: a text with blanks at its end is another
   * text, but the same {@code char(n)}.
   */
  public static boolean comparesAsChar(FieldType from, FieldType to) {
    return to.isOf(Scalar.CHAR) && !from.isOf(Scalar.CHAR);
  }

  /** A number can refer to one of the same kind, or of a later one. */
  private static int numberRank(FieldType type) {
    if (type.isInteger()) {
      return 1;
    }
    return type.isDecimal() ? 2 : type.isFloat() ? 3 : 0;
  }

  private static boolean isDay(FieldType type) {
    return type.isTimestamp() || type.isOf(Scalar.DATE);
  }
}
