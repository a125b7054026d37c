package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Something that the schema needs and kizaki does not manage. No statement drops it. */
public sealed interface SystemEntity permits BuiltInUser, ExternalTable, Extension {
  /** What tells it from the entities and the other system entities of a schema. */
  String name();

  /**
   * The table that exists already, or gets a stub. If empty, the built-in user has a table of
   * kizaki, and an extension has none.
   */
  Optional<ExistingTable> table();

  /** The columns that references lead to, all of them together; none for an extension. */
  List<KeyColumn> key();

  /**
   * A table by its names in the database.
   *
   * @param schema the PostgreSQL schema
   */
  record ExistingTable(String schema, String table) {
    public ExistingTable {
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(table, "table");
    }
  }

  /**
   * A column that references lead to.
   *
   * @param field the name that references use
   * @param column its name in the database
   * @param type the Inspire type that matches it
   */
  record KeyColumn(String field, String column, FieldType type) {
    public KeyColumn {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(type, "type");
    }
  }

  /** The names that references use. */
  default List<String> keyFields() {
    return key().stream().map(KeyColumn::field).toList();
  }

  /** The column that references call so. */
  default Optional<KeyColumn> keyColumn(String field) {
    return key().stream().filter(each -> each.field().equals(field)).findFirst();
  }

  /** Whether a reference can lead to these fields, in any order. */
  default boolean isReferable(List<String> fields) {
    return !fields.isEmpty()
        && fields.size() == key().size()
        && Set.copyOf(fields).equals(Set.copyOf(keyFields()));
  }
}
