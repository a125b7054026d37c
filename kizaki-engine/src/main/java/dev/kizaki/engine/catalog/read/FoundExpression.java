package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectName;
import java.util.Objects;

/**
 * An SQL expression of the catalog, as PostgreSQL prints it if the search path is pg_catalog and
 * the schema.
 *
 * @param place a column with a default or a generated value, a check, or an index
 * @param element the position of the expression among the elements of the index, from 1; 0 for its
 *     predicate, and for other places
 */
public record FoundExpression(ObjectName place, int element, String text) {
  public FoundExpression {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(text, "text");
  }
}
