package dev.kizaki.engine.shape;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in types that take no arguments. */
public enum Scalar {
  STRING("string"),
  INT("int"),
  SMALLINT("smallint"),
  BIGINT("bigint"),
  DOUBLE("double"),
  BOOLEAN("boolean"),
  DATETIME("datetime"),
  DATE("date"),
  UUID("uuid"),
  BYTES("bytes"),
  JSON("json"),
  FILE("file");

  /** The built-in type that takes arguments. */
  public static final String DECIMAL = "decimal";

  private static final Map<String, Scalar> BY_WORD =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Scalar::word, scalar -> scalar));

  private final String word;

  Scalar(String word) {
    this.word = word;
  }

  /** The type's name in Inspire. */
  public String word() {
    return word;
  }

  /** The scalar with this name in Inspire. */
  public static Optional<Scalar> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Whether the type is one of the integer types. */
  public boolean isInteger() {
    return this == INT || this == SMALLINT || this == BIGINT;
  }
}
