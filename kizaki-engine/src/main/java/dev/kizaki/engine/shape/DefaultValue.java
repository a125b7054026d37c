package dev.kizaki.engine.shape;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The value that a field gets if a row is inserted without one. */
public sealed interface DefaultValue {
  /**
   * A value that the schema states. It is in canonical form, so that literals with the same meaning
   * are equal.
   */
  sealed interface Literal extends DefaultValue {}

  /** A text, or a value that is written as a text: a date, uuid, bytes or JSON. */
  record Text(String text) implements Literal {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A number, without trailing zeros after the decimal point. */
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

  /**
   * {@code nextval(InvoiceSeq)}: the next number of a sequence that the schema declares.
   *
   * @param sequence the name of the sequence in the schema
   */
  record NextValue(String sequence) implements DefaultValue {
    /** The function in schemas and plans. */
    public static final String FUNCTION = "nextval";

    public NextValue {
      Objects.requireNonNull(sequence, "sequence");
    }

    /** The default as Inspire writes it. */
    public String text() {
      return FUNCTION + "(" + sequence + ")";
    }
  }

  /**
   * {@code sql("…")}: an expression that PostgreSQL evaluates when a row is inserted.
   *
   * @param expression names no column (PostgreSQL documentation, CREATE TABLE, DEFAULT)
   */
  record Expression(SqlExpression expression) implements DefaultValue {
    public Expression {
      Objects.requireNonNull(expression, "expression");
    }
  }

  /**
   * {@code generated(sql("…"))}: PostgreSQL computes the value from other columns of the row, and
   * nothing else can be written (documentation, section 5.4).
   *
   * @param virtual whether the value is computed when it is read, and not stored; PostgreSQL 18 or
   *     newer
   */
  record Generated(SqlExpression expression, boolean virtual) implements DefaultValue {
    /** The function in schemas and plans. */
    public static final String FUNCTION = "generated";

    /** The word after the expression. */
    public static final String VIRTUAL = "virtual";

    public Generated {
      Objects.requireNonNull(expression, "expression");
    }

    /** Returns the value with another expression. */
    public Generated withExpression(SqlExpression newExpression) {
      return new Generated(newExpression, virtual);
    }
  }

  /** A function that computes the value when a row is inserted. */
  enum Function implements DefaultValue {
    /** The time of the transaction. */
    NOW("now()"),
    /** A random uuid. */
    UUID("uuid()");

    private final String text;

    Function(String text) {
      this.text = text;
    }

    /** The function as Inspire writes it. */
    public String text() {
      return text;
    }
  }

  /**
   * {@code autoincrement()}: the next number of a sequence that belongs to the column (an identity
   * column).
   *
   * @param named the name of the sequence in the database. In a snapshot it is present if it is not
   *     the derived one. In a compiled schema it is what the schema states; empty leaves it open
   */
  record OwnedSequence(Optional<String> named) implements DefaultValue {
    /** The function in schemas and plans. */
    public static final String FUNCTION = "autoincrement";

    public OwnedSequence {
      Objects.requireNonNull(named, "named");
    }

    /** A sequence without a recorded name. */
    public OwnedSequence() {
      this(Optional.empty());
    }

    /** The function as Inspire writes it, without a name. */
    public String text() {
      return FUNCTION + "()";
    }

    /** Returns the sequence with another name; empty stands for the derived one. */
    public OwnedSequence withNamed(Optional<String> newNamed) {
      return new OwnedSequence(newNamed);
    }
  }

  /** The functions without arguments, and those that own a sequence, as Inspire writes them. */
  static List<String> functionTexts() {
    return Stream.concat(
            Stream.of(Function.values()).map(Function::text), Stream.of(new OwnedSequence().text()))
        .toList();
  }
}
