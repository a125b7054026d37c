package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;

/** SQL expressions that turn different texts into different values of a type. */
final class DistinctValues {
  private DistinctValues() {}

  /**
   * False for booleans and enums, which have too few values, and for arrays, to keep the
   * expressions simple.
   */
  static boolean arePossible(FieldType type) {
    boolean enough =
        type instanceof FieldType.Decimal
            || type instanceof FieldType.Simple simple
                && simple.scalar() != Scalar.BOOLEAN
                && type.limit().orElse(6) > 5;
    return enough && !type.isArray();
  }

  /**
   * @param seed a text expression that differs from row to row
   */
  static String sql(FieldType type, String seed) {
    String hash = "hashtext(" + seed + ")";
    if (type instanceof FieldType.Decimal decimal) {
      return "abs(" + hash + "::bigint) % 10 ^ " + (decimal.precision() - decimal.scale());
    }
    return switch (((FieldType.Simple) type).scalar()) {
      case STRING -> "md5(" + seed + ")";
      case VARCHAR, CHAR -> "left(md5(" + seed + "), " + type.limit().orElse(99) + ")";
      case INT -> hash;
      case SMALLINT -> hash + " % 30000";
      case BIGINT -> hash + "::bigint";
      case DECIMAL -> hash + "::numeric";
      case DOUBLE -> hash + "::double precision";
      case REAL -> hash + "::real";
      case TIMESTAMP -> "timestamp '2000-01-01' + abs(" + hash + "::bigint) * interval '1 second'";
      case TIME -> "time '00:00' + abs(" + hash + "::bigint) * interval '1 second'";
      case DATETIME -> "to_timestamp(abs(" + hash + "::bigint))";
      case DATE -> "date '2000-01-01' + abs(" + hash + "::bigint % 10000)::integer";
      case UUID -> "md5(" + seed + ")::uuid";
      case BYTES -> "decode(md5(" + seed + "), 'hex')";
      case JSON, FILE -> "to_jsonb(md5(" + seed + "))";
      case BOOLEAN -> throw new IllegalArgumentException("not enough values: boolean");
    };
  }
}
