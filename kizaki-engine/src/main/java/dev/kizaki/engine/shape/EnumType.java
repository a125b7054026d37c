package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;

/**
 * An enum.
 *
 * @param values the values in order; the order determines how values compare
 */
public record EnumType(String name, List<String> values) {
  public EnumType {
    Objects.requireNonNull(name, "name");
    values = List.copyOf(values);
  }
}
