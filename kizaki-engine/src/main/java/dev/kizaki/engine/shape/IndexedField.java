package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of an index.
 *
 * @param nullsFirst whether nulls come before all values. By default they do in descending order,
 *     as in PostgreSQL.
 * @param operatorClass the operator class where it is not the default one of the type, alone or
 *     after its PostgreSQL schema
 */
public record IndexedField(
    String field, boolean descending, boolean nullsFirst, Optional<String> operatorClass) {
  private static final Pattern OPERATOR_CLASS =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*");

  public IndexedField {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(operatorClass, "operatorClass");
  }

  /** Whether the text can be an operator class: a name, or two with a point between them. */
  public static boolean isOperatorClass(String text) {
    return OPERATOR_CLASS.matcher(text).matches();
  }

  /** A field in ascending order, with the default operator class of its type. */
  public static IndexedField of(String field) {
    return new IndexedField(field, false, false, Optional.empty());
  }

  /** Whether it has the default order. */
  public boolean isInDefaultOrder() {
    return !descending && !nullsFirst;
  }

  /** Whether nulls are where the order puts them by default. */
  public boolean hasDefaultNulls() {
    return nullsFirst == descending;
  }

  public IndexedField withField(String newField) {
    return new IndexedField(newField, descending, nullsFirst, operatorClass);
  }

  /** The field with its words, as plans and schemas write it. What is the default is left out. */
  public String text() {
    StringBuilder text = new StringBuilder(field);
    operatorClass.ifPresent(name -> text.append(" ops(\"").append(name).append("\")"));
    if (descending) {
      text.append(" desc");
    }
    if (!hasDefaultNulls()) {
      text.append(nullsFirst ? " nullsFirst" : " nullsLast");
    }
    return text.toString();
  }
}
