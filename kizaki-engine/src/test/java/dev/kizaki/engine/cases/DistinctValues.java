package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.FieldType;

/** SQL expressions that make different values of a type from different texts. */
final class DistinctValues {
  private DistinctValues() {}

  /** Of booleans and enums there are not enough; their rows get one value. */
  static String sql(FieldType type, String seed) {
    String hash = "hashtext(" + seed + ")";
    if (type.isArray()) {
      return "'{}'";
    }
    if (type instanceof FieldType.Decimal decimal) {
      return "abs(" + hash + "::bigint) % 10 ^ " + (decimal.precision() - decimal.scale());
    }
    if (!(type instanceof FieldType.Simple simple)) {
      throw new IllegalArgumentException("not enough values: " + type.text());
    }
    return switch (simple.scalar()) {
      case STRING -> "md5(" + seed + ")";
      case INT -> hash;
      case SMALLINT -> hash + " % 30000";
      case BIGINT -> hash + "::bigint";
      case DOUBLE -> hash + "::double precision";
      case DATETIME -> "to_timestamp(abs(" + hash + "::bigint))";
      case DATE -> "date '2000-01-01' + abs(" + hash + "::bigint % 10000)::integer";
      case UUID -> "md5(" + seed + ")::uuid";
      case BYTES -> "decode(md5(" + seed + "), 'hex')";
      case JSON, FILE -> "to_jsonb(md5(" + seed + "))";
      case BOOLEAN -> throw new IllegalArgumentException("not enough values: boolean");
    };
  }
}
