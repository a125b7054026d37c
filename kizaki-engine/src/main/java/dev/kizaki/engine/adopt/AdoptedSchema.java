package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The schema of a database that exists.
 *
 * @param shape with the names that keys, indexes and so on have in the database
 * @param unmanaged why tables stay unmanaged, sorted by reason
 * @param comments of tables, columns and enums, by object
 */
public record AdoptedSchema(
    Shape shape, List<Unmanaged> unmanaged, Map<ObjectName, String> comments) {
  public AdoptedSchema {
    Objects.requireNonNull(shape, "shape");
    unmanaged = List.copyOf(unmanaged);
    comments = Map.copyOf(comments);
  }
}
