package dev.kizaki.engine.shape;

import java.math.BigDecimal;
import java.util.Objects;

/** What a field gets when a row is inserted without it. */
public sealed interface DefaultValue {
  /** A value that is written down. Its form is canonical: equal meaning is equal value. */
  sealed interface Literal extends DefaultValue {}

  /** A text, and every value that is written as one: dates, uuids, bytes, JSON. */
  record Text(String text) implements Literal {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A number, without trailing zeros behind the point. */
  record Number(BigDecimal value) implements Literal {
    public Number {
      value = value.signum() == 0 ? BigDecimal.ZERO : canonical(value);
    }

    private static BigDecimal canonical(BigDecimal value) {
      BigDecimal stripped = value.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  record Boolean(boolean value) implements Literal {}

  /** A value of the field's enum. */
  record EnumValue(String value) implements Literal {
    public EnumValue {
      Objects.requireNonNull(value, "value");
    }
  }

  /** {@code []}. */
  record EmptyArray() implements Literal {}

  /** A function that makes the value at insertion. */
  enum Function implements DefaultValue {
    /** The transaction's time. */
    NOW("now()"),
    /** A random uuid. */
    UUID("uuid()"),
    /** The next number of the column's own sequence (an identity column). */
    AUTOINCREMENT("autoincrement()");

    private final String text;

    Function(String text) {
      this.text = text;
    }

    /** The function as Inspire writes it. */
    public String text() {
      return text;
    }
  }
}
