package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.FieldType;
import java.util.Objects;

/** A type expression that has been parsed. */
public record ParsedType(FieldType type, boolean nullable) {
  public ParsedType {
    Objects.requireNonNull(type, "type");
  }
}
