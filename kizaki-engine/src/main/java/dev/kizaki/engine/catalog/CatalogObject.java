package dev.kizaki.engine.catalog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An object with what is known of it. A property that is absent is absent in the database too.
 *
 * @param properties in the order of {@link Property}; no value is an empty list
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

  /** An object of which nothing but the name is known yet. */
  public static CatalogObject of(ObjectName name) {
    return new CatalogObject(name, Map.of());
  }

  /** The same with one property more, or with another value for it. */
  public CatalogObject with(Property property, List<String> values) {
    Map<Property, List<String>> all = new EnumMap<>(Property.class);
    all.putAll(properties);
    all.put(property, values);
    return new CatalogObject(name, all);
  }

  public CatalogObject with(Property property, String value) {
    return with(property, List.of(value));
  }

  /** Its values; none where the property is absent. */
  public List<String> values(Property property) {
    return properties.getOrDefault(property, List.of());
  }
}
