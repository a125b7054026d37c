package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that the schema needs and kizaki does not manage: the built-in user, an external table
 * that references lead to, or an extension of PostgreSQL.
 *
 * @param name its name: that of the user starts with two underscores, that of an extension with the
 *     word extension and a blank, so that it is the name of no entity
 * @param from the existing column that references use; if empty, the table with the entity's name
 *     is used, which is created if it is missing, with a uuid {@code id}. Absent for an extension,
 *     present for an external table
 */
public record SystemEntity(String name, Optional<ExistingColumn> from) {
  /** The built-in user. */
  public static final String USER = "__User";

  /** The field of the built-in user that references use. */
  public static final String KEY_FIELD = "id";

  private static final String EXTENSION = "extension ";

  /**
   * An existing column that references point to. The names are those in the database.
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

  public SystemEntity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(from, "from");
  }

  /** An extension of this name. */
  public static SystemEntity ofExtension(String extension) {
    return new SystemEntity(EXTENSION + extension, Optional.empty());
  }

  /** The name of the extension, if it is one. */
  public Optional<String> extension() {
    return name.startsWith(EXTENSION)
        ? Optional.of(name.substring(EXTENSION.length()))
        : Optional.empty();
  }

  /** Whether it is the built-in user. */
  public boolean isUser() {
    return name.equals(USER);
  }

  /** Whether it is a table that the schema declares as an external one. */
  public boolean isExternal() {
    return !isUser() && extension().isEmpty();
  }

  /** The field that references use. */
  public String keyField() {
    return isExternal()
        ? from.map(ExistingColumn::column).map(CamelCase::field).orElse(KEY_FIELD)
        : KEY_FIELD;
  }

  /** A reference to the column. */
  public FieldType.Reference reference(ReferenceOptions options) {
    return new FieldType.Reference(name, keyField(), options);
  }

  /** The type of the column that references point to. */
  public FieldType keyType() {
    return from.map(ExistingColumn::type).orElse(FieldType.of(Scalar.UUID));
  }
}
