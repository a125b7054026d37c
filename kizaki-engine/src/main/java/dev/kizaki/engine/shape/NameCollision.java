package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A name in a database that cannot be given, because it would be given twice. */
public sealed interface NameCollision {
  /** What collides, in one sentence without a final period. */
  String text();

  /**
   * Several parts would have one name.
   *
   * @param parts two at least
   */
  record Shared(String databaseName, List<SchemaElement> parts) implements NameCollision {
    public Shared {
      Objects.requireNonNull(databaseName, "databaseName");
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return parts.stream().map(SchemaElement::text).collect(Collectors.joining(" and "))
          + " would "
          + (parts.size() == 2 ? "both" : "all")
          + " be called "
          + databaseName
          + " in the database";
    }
  }

  /** A column would have the name of a column that every table has. */
  record SystemColumn(String databaseName, SchemaElement field) implements NameCollision {
    public SystemColumn {
      Objects.requireNonNull(databaseName, "databaseName");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public String text() {
      return field.text()
          + " would be called "
          + databaseName
          + " in the database, and every PostgreSQL table has a column of that name already";
    }
  }
}
