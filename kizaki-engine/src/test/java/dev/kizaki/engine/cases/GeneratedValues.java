package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
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
    if (type instanceof FieldType.Native other) {
      return ofNative(other.name(), row);
    }
    return switch (((FieldType.Simple) type).scalar()) {
      case VARCHAR, CHAR -> limited(row + "ü' \\x", type.limit());
      case STRING -> "it's \"row\" " + row + " \\ ü";
      case INT -> String.valueOf(row * 1000 + 7);
      case SMALLINT -> String.valueOf(row * 10 - 5);
      case BIGINT -> String.valueOf(row * 10_000_000_000L + 1);
      case DECIMAL -> row + ".12345678901234567890123";
      case DOUBLE, REAL -> row + ".25";
      case BOOLEAN -> String.valueOf(row % 2 == 0);
      case DATETIME -> "2026-03-0" + (row + 1) + " 12:34:56.789+00";
      case TIMESTAMP -> "2026-03-0" + (row + 1) + " 12:34:56.789012";
      case DATE -> "2026-02-0" + (row + 1);
      case TIME -> "0" + (row + 1) + ":34:56.789012";
      case UUID ->
          UUID.nameUUIDFromBytes(String.valueOf(row).getBytes(StandardCharsets.UTF_8)).toString();
      case BYTES -> "\\x00f" + row;
      case JSON -> "{\"n\": " + row + "}";
      case FILE -> "{\"file\": \"f" + row + "\"}";
    };
  }

  private static String limited(String text, OptionalInt limit) {
    return text.substring(0, Math.min(text.length(), limit.orElse(text.length()))).stripTrailing();
  }

  private static String ofNative(String name, int row) {
    return switch (name) {
      case "int4range" -> "[" + row + "," + (row + 3) + ")";
      case "inet" -> "10.0.0." + row;
      case "interval" -> row + " days";
      case "bit(3)" -> "10" + row % 2;
      case "json" -> "{\"n\":  " + row + "}";
      default -> String.valueOf(row);
    };
  }
}
