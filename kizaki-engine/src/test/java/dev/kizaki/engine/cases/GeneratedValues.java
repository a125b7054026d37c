package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Values of every type in PostgreSQL's text form; different rows get different values. */
final class GeneratedValues {
  private GeneratedValues() {}

  /**
   * @param labels the values of the type's enum; empty for other types
   */
  static String of(FieldType type, int row, List<String> labels) {
    if (type.isArray()) {
      boolean json = type instanceof FieldType.Simple simple && simple.scalar() == Scalar.JSON;
      if (json) {
        return row == 0 ? "[]" : "[{\"a\": " + row + "}]";
      }
      return row == 0
          ? "{}"
          : "{" + element(type, row, labels) + "," + element(type, 0, labels) + "}";
    }
    return single(type, row, labels);
  }

  private static String element(FieldType type, int row, List<String> labels) {
    return '"' + single(type, row, labels).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String single(FieldType type, int row, List<String> labels) {
    if (type instanceof FieldType.OfEnum) {
      return labels.get(row % labels.size());
    }
    if (type instanceof FieldType.Decimal decimal) {
      BigInteger most = BigInteger.TEN.pow(decimal.precision());
      return new BigDecimal(BigInteger.valueOf(row * 37L + 1).mod(most), decimal.scale())
          .toPlainString();
    }
    return switch (((FieldType.Simple) type).scalar()) {
      case STRING -> "it's \"row\" " + row + " \\ ü";
      case INT -> String.valueOf(row * 1000 + 7);
      case SMALLINT -> String.valueOf(row * 10 - 5);
      case BIGINT -> String.valueOf(row * 10_000_000_000L + 1);
      case DOUBLE -> row + ".25";
      case BOOLEAN -> String.valueOf(row % 2 == 0);
      case DATETIME -> "2026-03-0" + (row + 1) + " 12:34:56.789+00";
      case DATE -> "2026-02-0" + (row + 1);
      case UUID ->
          UUID.nameUUIDFromBytes(String.valueOf(row).getBytes(StandardCharsets.UTF_8)).toString();
      case BYTES -> "\\x00f" + row;
      case JSON -> "{\"n\": " + row + "}";
      case FILE -> "{\"file\": \"f" + row + "\"}";
    };
  }
}
