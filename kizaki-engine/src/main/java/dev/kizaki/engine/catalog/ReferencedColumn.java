package dev.kizaki.engine.catalog;

import java.util.Objects;

/**
 * A column that a foreign key leads to, in any schema of the database.
 *
 * @param type its type as PostgreSQL prints it, which is one of pg_catalog
 */
public record ReferencedColumn(String schema, String table, String column, String type) {
  public ReferencedColumn {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(type, "type");
  }
}
