package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table that references lead to and kizaki does not manage. Where it is missing, a stub with
 * these columns as its key is made.
 *
 * @param name its name in the schema
 * @param schema the PostgreSQL schema that it is in
 * @param tableName its name in the database
 * @param columns the columns that references lead to together, at least one
 */
public record ExternalTable(String name, String schema, String tableName, List<Column> columns)
    implements SystemEntity {
  /**
   * A column of the table.
   *
   * @param name its name in the database
   * @param type the Inspire type that matches it
   */
  public record Column(String name, FieldType type) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }

    /** The name that references use. */
    public String field() {
      return CamelCase.field(name);
    }
  }

  public ExternalTable {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(tableName, "tableName");
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("an external table has at least one column");
    }
  }

  @Override
  public Optional<ExistingTable> table() {
    return Optional.of(new ExistingTable(schema, tableName));
  }

  @Override
  public List<KeyColumn> key() {
    return columns.stream()
        .map(each -> new KeyColumn(each.field(), each.name(), each.type()))
        .toList();
  }
}
