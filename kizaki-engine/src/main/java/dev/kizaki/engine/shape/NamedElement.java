package dev.kizaki.engine.shape;

import java.util.Objects;

/** An element that has a name of its own and that a plan can change. */
public sealed interface NamedElement extends SchemaElement {

  /** An entity, or a system entity. */
  record EntityElement(String name) implements NamedElement {
    public EntityElement {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.ENTITY;
    }

    @Override
    public String owner() {
      return "";
    }

    @Override
    public NamedElement root() {
      return this;
    }

    @Override
    public NamedElement withName(String newName) {
      return new EntityElement(newName);
    }
  }

  /**
   * A field.
   *
   * @param owner the name of its entity
   */
  record FieldElement(String owner, String name) implements NamedElement {
    public FieldElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.FIELD;
    }

    @Override
    public NamedElement root() {
      return new EntityElement(owner);
    }

    @Override
    public NamedElement withName(String newName) {
      return new FieldElement(owner, newName);
    }
  }

  /** An enum. */
  record EnumElement(String name) implements NamedElement {
    public EnumElement {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.ENUM;
    }

    @Override
    public String owner() {
      return "";
    }

    @Override
    public NamedElement root() {
      return this;
    }

    @Override
    public NamedElement withName(String newName) {
      return new EnumElement(newName);
    }
  }

  /** A sequence that the schema declares. */
  record SequenceElement(String name) implements NamedElement {
    public SequenceElement {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.SEQUENCE;
    }

    @Override
    public String owner() {
      return "";
    }

    @Override
    public NamedElement root() {
      return this;
    }

    @Override
    public NamedElement withName(String newName) {
      return new SequenceElement(newName);
    }
  }

  /** An object in SQL. */
  record ObjectElement(String name) implements NamedElement {
    public ObjectElement {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.OBJECT;
    }

    @Override
    public String owner() {
      return "";
    }

    @Override
    public NamedElement root() {
      return this;
    }

    @Override
    public NamedElement withName(String newName) {
      return new ObjectElement(newName);
    }
  }

  /**
   * A value of an enum.
   *
   * @param owner the name of its enum
   */
  record ValueElement(String owner, String name) implements NamedElement {
    public ValueElement {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementKind kind() {
      return ElementKind.VALUE;
    }

    @Override
    public NamedElement root() {
      return new EnumElement(owner);
    }

    @Override
    public NamedElement withName(String newName) {
      return new ValueElement(owner, newName);
    }
  }

  ElementKind kind();

  /** The name within the owner. */
  String name();

  /** The entity or enum that the element is part of; if it is part of none, the element itself. */
  NamedElement root();

  /** Returns an element of the same kind and owner with another name. */
  NamedElement withName(String newName);

  /** {@code Task}, {@code Task.ownerId}. */
  default String path() {
    return owner().isEmpty() ? name() : owner() + "." + name();
  }

  /** Whether the other element is this element or a part of it. */
  default boolean includes(NamedElement other) {
    return equals(other) || equals(other.root());
  }

  @Override
  default String noun() {
    return kind().word();
  }

  /** The path with the noun that plans put before it: {@code entity Task}, {@code Task.ownerId}. */
  @Override
  default String text() {
    return kind() == ElementKind.FIELD ? path() : noun() + " " + path();
  }
}
