package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * An entity that the schema refers to but does not declare, such as {@code __User}.
 *
 * @param name its name, which starts with two underscores
 * @param from the existing column that references use; if empty, the table with the entity's name
 *     is used, which is created if it is missing, with a uuid {@code id}
 */
public record SystemEntity(String name, Optional<ExistingColumn> from) {
  /** The built-in user. */
  public static final String USER = "__User";

  /** The field that references use. */
  public static final String KEY_FIELD = "id";

  /**
   * An existing column that references point to. The names are those in the database.
   *
   * @param type the Inspire type that matches the column
   */
  public record ExistingColumn(String schema, String table, String column, Scalar type) {
    public ExistingColumn {
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(type, "type");
    }
  }

  public SystemEntity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(from, "from");
  }

  /** The type of the column that references point to. */
  public Scalar keyType() {
    return from.map(ExistingColumn::type).orElse(Scalar.UUID);
  }
}
