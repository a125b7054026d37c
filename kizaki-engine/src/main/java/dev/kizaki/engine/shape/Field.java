package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A field of an entity.
 *
 * @param column the name of the column; absent if it is the derived one
 */
public record Field(
    String name,
    Optional<String> column,
    FieldType type,
    boolean nullable,
    Optional<DefaultValue> defaultValue) {
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(defaultValue, "defaultValue");
    String derived = DatabaseNames.CURRENT.derivedColumn(name);
    column = column.filter(given -> !given.equals(derived));
    if (type instanceof FieldType.Simple simple
        && simple.scalar().isInteger()
        && defaultValue.isPresent()
        && defaultValue.get() instanceof DefaultValue.OwnedSequence sequence) {
      defaultValue = Optional.of(sequence.normalised(simple.scalar()));
    }
  }

  /** A field whose column has the derived name. */
  public Field(String name, FieldType type, boolean nullable, Optional<DefaultValue> defaultValue) {
    this(name, Optional.empty(), type, nullable, defaultValue);
  }

  /**
   * Returns the field with another name.
   *
   * @param kept the name of its column; empty stands for the derived one
   */
  public Field withName(String newName, Optional<String> kept) {
    return new Field(newName, kept, type, nullable, defaultValue);
  }

  /** Returns the field with another name for its column; empty stands for the derived one. */
  public Field withColumn(Optional<String> newColumn) {
    return new Field(name, newColumn, type, nullable, defaultValue);
  }

  public Field withType(FieldType newType) {
    return new Field(name, column, newType, nullable, defaultValue);
  }

  public Field withNullable(boolean newNullable) {
    return new Field(name, column, type, newNullable, defaultValue);
  }

  public Field withDefault(Optional<DefaultValue> newDefault) {
    return new Field(name, column, type, nullable, newDefault);
  }

  /** The sequence that belongs to the column, if there is one. */
  public Optional<DefaultValue.OwnedSequence> ownedSequence() {
    return defaultValue
        .filter(DefaultValue.OwnedSequence.class::isInstance)
        .map(DefaultValue.OwnedSequence.class::cast);
  }

  /** Whether the column is an identity column. */
  public boolean isIdentity() {
    return ownedSequence().filter(DefaultValue.OwnedSequence::isIdentity).isPresent();
  }

  /** Whether the column has a sequence of its own, be it an identity column or not. */
  public boolean ownsSequence() {
    return ownedSequence().isPresent();
  }

  /** Whether the column is an identity column to which no other value is written. */
  public boolean isAlwaysIdentity() {
    return ownedSequence()
        .filter(sequence -> sequence.kind() == DefaultValue.OwnedSequence.Kind.ALWAYS)
        .isPresent();
  }

  /** The declared sequence that its numbers come from, if they come from one. */
  public Optional<String> sequenceName() {
    return defaultValue
        .filter(DefaultValue.NextValue.class::isInstance)
        .map(value -> ((DefaultValue.NextValue) value).sequence());
  }

  /** How the values are computed, if the column is a generated one. */
  public Optional<DefaultValue.Generated> generated() {
    return defaultValue
        .filter(DefaultValue.Generated.class::isInstance)
        .map(DefaultValue.Generated.class::cast);
  }

  /** Returns the field with another expression, if it is a generated one. */
  public Field withExpression(UnaryOperator<SqlExpression> changed) {
    return generated()
        .map(
            value ->
                withDefault(Optional.of(value.withExpression(changed.apply(value.expression())))))
        .orElse(this);
  }

  /** The SQL expression that is its default or its generated value. */
  public Optional<SqlExpression> sql() {
    return defaultValue.isPresent() && defaultValue.get() instanceof DefaultValue.Expression sql
        ? Optional.of(sql.expression())
        : generated().map(DefaultValue.Generated::expression);
  }

  /** Returns the field with the SQL expression of its default or its generated value replaced. */
  public Field withSql(UnaryOperator<SqlExpression> changed) {
    return defaultValue.isPresent() && defaultValue.get() instanceof DefaultValue.Expression sql
        ? withDefault(Optional.of(new DefaultValue.Expression(changed.apply(sql.expression()))))
        : withExpression(changed);
  }

  /** Whether the column is a generated one, which nothing can be written to. */
  public boolean isGenerated() {
    return generated().isPresent();
  }

  /** Whether the column is computed from that of the field. */
  public boolean isComputedFrom(String field) {
    return generated().filter(value -> value.expression().uses(field)).isPresent();
  }

  /** The reference, if the field is one. */
  public Optional<FieldType.Reference> reference() {
    return type instanceof FieldType.Reference reference
        ? Optional.of(reference)
        : Optional.empty();
  }

  /** The name of the enum, if the field has an enum type. */
  public Optional<String> enumName() {
    return type instanceof FieldType.OfEnum ofEnum ? Optional.of(ofEnum.name()) : Optional.empty();
  }
}
