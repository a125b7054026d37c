package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A name in a database that is not available, because another element has it. */
public sealed interface NameCollision {
  /** The collision, in one sentence without a final period. */
  String text();

  /**
   * Several elements would have the same name.
   *
   * @param parts at least two elements
   */
  record Shared(String databaseName, List<SchemaElement> parts) implements NameCollision {
    public Shared {
      Objects.requireNonNull(databaseName, "databaseName");
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return "%s would %s be named %s in the database"
          .formatted(
              parts.stream().map(SchemaElement::text).collect(Collectors.joining(" and ")),
              parts.size() == 2 ? "both" : "all",
              databaseName);
    }
  }

  /** A column would have the name of a system column, which every table has. */
  record SystemColumn(String databaseName, SchemaElement field) implements NameCollision {
    public SystemColumn {
      Objects.requireNonNull(databaseName, "databaseName");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public String text() {
      return "%s would be named %s in the database, but every PostgreSQL table already has a column of that name"
          .formatted(field.text(), databaseName);
    }
  }
}
