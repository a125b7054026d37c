package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * An entity that the schema refers to and does not declare, such as {@code __User}.
 *
 * @param name its name, two underscores first
 * @param from where its rows live; absent for the table of the same name, made if it is missing,
 *     with a uuid {@code id}
 */
public record SystemEntity(String name, Optional<ExistingColumn> from) {
  /** The built-in user. */
  public static final String USER = "__User";

  /** The field that references name. */
  public static final String KEY_FIELD = "id";

  /**
   * An existing column that references point at. The names are the database's own.
   *
   * @param type the Inspire type that fits the column
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

  /** The type of the column that references point at. */
  public Scalar keyType() {
    return from.map(ExistingColumn::type).orElse(Scalar.UUID);
  }
}
