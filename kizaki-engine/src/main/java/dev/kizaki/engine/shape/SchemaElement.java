package dev.kizaki.engine.shape;

import java.util.Objects;

/**
 * The name of an element of a schema. Statements of a plan, questions and messages use it to state
 * what they are about.
 *
 * <p>It contains neither a definition nor an identity. {@link EntityField} has the definition of a
 * field. A rebase gives elements an identity, because it follows them through the renames of two
 * branches. The syntax tree has names with their positions in a file instead, because it may name
 * elements that no schema has.
 */
public sealed interface SchemaElement
    permits NamedElement,
        SchemaElement.KeyElement,
        SchemaElement.UniqueElement,
        SchemaElement.IndexElement,
        SchemaElement.CheckElement,
        SchemaElement.ForeignKeyElement,
        SchemaElement.OwnedSequenceElement,
        SchemaElement.ReferenceElement,
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
      return "the key of %s".formatted(owner);
    }
  }

  /** A unique. */
  record UniqueElement(String owner, Unique unique) implements SchemaElement {
    public UniqueElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(unique, "unique");
    }

    @Override
    public String noun() {
      return "unique";
    }

    @Override
    public String text() {
      return "the unique over %s(%s)%s".formatted(owner, unique.text(), unique.namedText());
    }
  }

  /** An index. */
  record IndexElement(String owner, Index index) implements SchemaElement {
    public IndexElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(index, "index");
    }

    @Override
    public String noun() {
      return "index";
    }

    @Override
    public String text() {
      return "the index over %s(%s)%s".formatted(owner, index.text(), index.namedText());
    }
  }

  /** A check. */
  record CheckElement(String owner, SqlExpression expression) implements SchemaElement {
    public CheckElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(expression, "expression");
    }

    @Override
    public String noun() {
      return "check";
    }

    @Override
    public String text() {
      return "the check (%s) of %s".formatted(expression.text(), owner);
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
      return "the foreign key of %s.%s".formatted(owner, field);
    }
  }

  /** A reference in the body of an entity. */
  record ReferenceElement(String owner, EntityReference reference) implements SchemaElement {
    public ReferenceElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(reference, "reference");
    }

    @Override
    public String noun() {
      return "reference";
    }

    @Override
    public String text() {
      return "the reference %s(%s)".formatted(owner, reference.endsText());
    }
  }

  /** The sequence of a field with {@code autoincrement()}. */
  record OwnedSequenceElement(String owner, String field) implements SchemaElement {
    public OwnedSequenceElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public String noun() {
      return "sequence";
    }

    @Override
    public String text() {
      return "the sequence of %s.%s".formatted(owner, field);
    }
  }

  /**
   * The rows of an entity. They are a separate element because a statement that changes rows does
   * not change the schema.
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
      return "the rows of %s".formatted(owner);
    }
  }

  /** What an SQL text of a plan changes, which only the text itself states. */
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
      return "the SQL text %s".formatted(sql);
    }
  }

  /** The entity that the element belongs to, or the enum of a value; empty if there is none. */
  String owner();

  /** The kind of element, in one word. */
  String noun();

  /** The element as messages print it: {@code entity Task}, {@code the key of Task}. */
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

  /** A sequence that the schema declares. */
  static NamedElement sequence(String name) {
    return new NamedElement.SequenceElement(name);
  }

  /** An object in SQL. */
  static NamedElement object(String name) {
    return new NamedElement.ObjectElement(name);
  }

  static NamedElement value(String enumName, String value) {
    return new NamedElement.ValueElement(enumName, value);
  }

  static SchemaElement key(String entity) {
    return new KeyElement(entity);
  }

  static SchemaElement check(String entity, Check check) {
    return new CheckElement(entity, check.expression());
  }

  static SchemaElement foreignKey(String entity, String field) {
    return new ForeignKeyElement(entity, field);
  }

  static SchemaElement ownedSequence(String entity, String field) {
    return new OwnedSequenceElement(entity, field);
  }
}
