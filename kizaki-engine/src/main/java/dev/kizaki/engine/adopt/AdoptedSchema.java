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
 * @param objects the objects in SQL of the shape
 * @param unmanagedObjects why objects in SQL stay unmanaged, sorted by reason
 */
public record AdoptedSchema(
    Shape shape,
    List<Unmanaged> unmanaged,
    Map<ObjectName, String> comments,
    List<AdoptedObject> objects,
    List<Unmanaged> unmanagedObjects) {
  public AdoptedSchema {
    Objects.requireNonNull(shape, "shape");
    unmanaged = List.copyOf(unmanaged);
    comments = Map.copyOf(comments);
    objects = List.copyOf(objects);
    unmanagedObjects = List.copyOf(unmanagedObjects);
  }
}
