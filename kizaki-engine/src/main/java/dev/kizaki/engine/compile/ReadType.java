package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.FieldType;
import java.util.Objects;

/** A type expression, understood. */
public record ReadType(FieldType type, boolean nullable) {
  public ReadType {
    Objects.requireNonNull(type, "type");
  }
}
