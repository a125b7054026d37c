package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The built-in user, {@code __User}.
 *
 * @param from the existing column that references lead to; if empty, kizaki creates a table with a
 *     uuid {@code id} where it is missing
 */
public record BuiltInUser(Optional<ExistingColumn> from) implements SystemEntity {
  /** Its name, which starts with two underscores as that of no entity does. */
  public static final String NAME = "__User";

  /** The field that references lead to. */
  public static final String KEY_FIELD = "id";

  /** The path that references name. */
  public static final String KEY_PATH = NAME + "." + KEY_FIELD;

  /**
   * An existing column that references lead to. The names are those in the database.
   *
   * @param type the Inspire type that matches the column
   */
  public record ExistingColumn(String schema, String table, String column, FieldType type) {
    public ExistingColumn {
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(type, "type");
    }
  }

  public BuiltInUser {
    Objects.requireNonNull(from, "from");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<ExistingTable> table() {
    return from.map(column -> new ExistingTable(column.schema(), column.table()));
  }

  @Override
  public List<KeyColumn> key() {
    return List.of(
        new KeyColumn(
            KEY_FIELD,
            from.map(ExistingColumn::column).orElse(KEY_FIELD),
            from.map(ExistingColumn::type).orElse(FieldType.of(Scalar.UUID))));
  }
}
