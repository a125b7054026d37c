package dev.kizaki.engine.shape;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in types. {@code decimal(p, s)} is a type of its own: {@link FieldType.Decimal}. */
public enum Scalar {
  STRING("string"),
  VARCHAR("varchar", Limit.LENGTH),
  CHAR("char", Limit.REQUIRED_LENGTH),
  INT("int"),
  SMALLINT("smallint"),
  BIGINT("bigint"),
  DECIMAL("decimal"),
  DOUBLE("double"),
  REAL("real"),
  BOOLEAN("boolean"),
  DATETIME("datetime", Limit.PRECISION),
  TIMESTAMP("timestamp", Limit.PRECISION),
  DATE("date"),
  TIME("time", Limit.PRECISION),
  UUID("uuid"),
  BYTES("bytes"),
  JSON("json"),
  FILE("file");

  /** The number in parentheses that a type can have, and its range in PostgreSQL. */
  public enum Limit {
    NONE("", 0, -1),
    /** The digits after the second (documentation, section 8.5). */
    PRECISION("precision", 0, 6),
    /** The most characters (documentation, section 8.3). */
    LENGTH("length", 1, 10_485_760),
    /** The same, but the type does not exist without it. */
    REQUIRED_LENGTH("length", 1, 10_485_760);

    private final String words;
    private final int least;
    private final int most;

    Limit(String words, int least, int most) {
      this.words = words;
      this.least = least;
      this.most = most;
    }

    /** What the number is: {@code length} or {@code precision}. */
    public String words() {
      return words;
    }

    /** The smallest number allowed. */
    public int least() {
      return least;
    }

    /** The largest number allowed. */
    public int most() {
      return most;
    }

    public boolean allows(long number) {
      return number >= least && number <= most;
    }
  }

  private static final Map<String, Scalar> BY_WORD =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Scalar::word, scalar -> scalar));

  private final String word;
  private final Limit limit;

  Scalar(String word) {
    this(word, Limit.NONE);
  }

  Scalar(String word, Limit limit) {
    this.word = word;
    this.limit = limit;
  }

  /** The type's name in Inspire. */
  public String word() {
    return word;
  }

  /** The scalar with this name in Inspire. */
  public static Optional<Scalar> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The scalar with this name in Inspire, if it is a type without a number in parentheses. */
  public static Optional<Scalar> ofWholeWord(String word) {
    return ofWord(word).filter(scalar -> !scalar.needsLimit());
  }

  public Limit limit() {
    return limit;
  }

  /** Whether the type does not exist without a number in parentheses. */
  public boolean needsLimit() {
    return limit == Limit.REQUIRED_LENGTH;
  }

  /** Whether the type is one of the integer types. */
  public boolean isInteger() {
    return this == INT || this == SMALLINT || this == BIGINT;
  }

  /** Whether the type is one of the binary types with a floating point. */
  public boolean isFloat() {
    return this == DOUBLE || this == REAL;
  }

  /** Whether the type holds characters. */
  public boolean isString() {
    return this == STRING || this == VARCHAR || this == CHAR;
  }
}
