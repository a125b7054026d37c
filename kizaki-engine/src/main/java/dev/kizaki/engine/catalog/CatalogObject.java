package dev.kizaki.engine.catalog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An object of the catalog with its properties. A property that is absent here is absent in the
 * database too.
 *
 * @param properties in the order of {@link Property}; properties without values are left out
 */
public record CatalogObject(ObjectName name, Map<Property, List<String>> properties) {
  public CatalogObject {
    Objects.requireNonNull(name, "name");
    Map<Property, List<String>> copy = new EnumMap<>(Property.class);
    properties.forEach(
        (property, values) -> {
          if (!values.isEmpty()) {
            copy.put(property, List.copyOf(values));
          }
        });
    properties = Collections.unmodifiableMap(copy);
  }

  /** An object without properties. */
  public static CatalogObject of(ObjectName name) {
    return new CatalogObject(name, Map.of());
  }

  /** This object with the property added or replaced. */
  public CatalogObject with(Property property, List<String> values) {
    if (values.equals(values(property))) {
      return this; // most properties of an object are absent
    }
    Map<Property, List<String>> all = new EnumMap<>(Property.class);
    all.putAll(properties);
    all.put(property, values);
    return new CatalogObject(name, all);
  }

  public CatalogObject with(Property property, String value) {
    return with(property, List.of(value));
  }

  /** The values of the property; an empty list if it is absent. */
  public List<String> values(Property property) {
    return properties.getOrDefault(property, List.of());
  }
}
