package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;

/**
 * An element of a schema, by its name: what a statement of a plan, a question or a message is
 * about.
 *
 * <p>It is a name and neither a definition nor an identity. {@link EntityField} has the definition
 * of a field, and a rebase, which follows an element through the renames of two branches, gives it
 * an identity. The syntax tree has names with their places in a file instead, because it may name
 * what no schema has.
 */
public sealed interface SchemaElement
    permits NamedElement,
        SchemaElement.KeyElement,
        SchemaElement.UniqueElement,
        SchemaElement.IndexElement,
        SchemaElement.ForeignKeyElement,
        SchemaElement.SequenceElement,
        SchemaElement.RowsElement,
        SchemaElement.SqlElement {

  /** The key of an entity. */
  record KeyElement(String owner) implements SchemaElement {
    public KeyElement {
      Objects.requireNonNull(owner, "owner");
    }

    @Override
    public String noun() {
      return "key";
    }

    @Override
    public String text() {
      return "the key of " + owner;
    }
  }

  /** A unique over fields of an entity, in order. */
  record UniqueElement(String owner, List<String> fields) implements SchemaElement {
    public UniqueElement {
      Objects.requireNonNull(owner, "owner");
      fields = List.copyOf(fields);
    }

    @Override
    public String noun() {
      return "unique";
    }

    @Override
    public String text() {
      return "the unique over %s([%s])".formatted(owner, String.join(", ", fields));
    }
  }

  /** An index over fields of an entity, in order. */
  record IndexElement(String owner, List<String> fields) implements SchemaElement {
    public IndexElement {
      Objects.requireNonNull(owner, "owner");
      fields = List.copyOf(fields);
    }

    @Override
    public String noun() {
      return "index";
    }

    @Override
    public String text() {
      return "the index over %s([%s])".formatted(owner, String.join(", ", fields));
    }
  }

  /** The foreign key of a reference field. */
  record ForeignKeyElement(String owner, String field) implements SchemaElement {
    public ForeignKeyElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public String noun() {
      return "foreign key";
    }

    @Override
    public String text() {
      return "the foreign key of " + owner + "." + field;
    }
  }

  /** The sequence behind a field with {@code autoincrement()}. */
  record SequenceElement(String owner, String field) implements SchemaElement {
    public SequenceElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public String noun() {
      return "sequence";
    }

    @Override
    public String text() {
      return "the sequence of " + owner + "." + field;
    }
  }

  /**
   * The rows of an entity. They are an element apart from the entity because a statement that
   * changes rows says nothing about the schema.
   */
  record RowsElement(String owner) implements SchemaElement {
    public RowsElement {
      Objects.requireNonNull(owner, "owner");
    }

    @Override
    public String noun() {
      return "rows";
    }

    @Override
    public String text() {
      return "the rows of " + owner;
    }
  }

  /** Whatever an SQL text of a plan changes: only the text says what that is. */
  record SqlElement(String sql) implements SchemaElement {
    public SqlElement {
      Objects.requireNonNull(sql, "sql");
    }

    @Override
    public String owner() {
      return "";
    }

    @Override
    public String noun() {
      return "sql";
    }

    @Override
    public String text() {
      return "the SQL text " + sql;
    }
  }

  /** The entity that the element belongs to, or a value's enum; empty where there is none. */
  String owner();

  /** What the element is, in a word. */
  String noun();

  /** The element as messages name it: {@code entity Task}, {@code the key of Task}. */
  String text();

  /** An entity, which may be a system entity. */
  static NamedElement entity(String name) {
    return new NamedElement.EntityElement(name);
  }

  static NamedElement field(String entity, String field) {
    return new NamedElement.FieldElement(entity, field);
  }

  static NamedElement enumType(String name) {
    return new NamedElement.EnumElement(name);
  }

  static NamedElement value(String enumName, String value) {
    return new NamedElement.ValueElement(enumName, value);
  }

  static SchemaElement key(String entity) {
    return new KeyElement(entity);
  }

  static SchemaElement foreignKey(String entity, String field) {
    return new ForeignKeyElement(entity, field);
  }

  static SchemaElement sequence(String entity, String field) {
    return new SequenceElement(entity, field);
  }
}
