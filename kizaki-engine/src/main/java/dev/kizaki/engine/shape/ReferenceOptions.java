package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * The properties of a reference other than its target.
 *
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced value changes
 * @param indexed false for a reference that brings no index
 * @param notValid whether rows that existed before the foreign key were never checked (PostgreSQL
 *     documentation, ALTER TABLE, NOT VALID)
 * @param named the name of the foreign key in the database. In a snapshot it is present if it is
 *     not the derived one. In a compiled schema it is what the schema states; empty leaves it open
 */
public record ReferenceOptions(
    ReferentialAction onDelete,
    ReferentialAction onUpdate,
    Deferrability deferrability,
    boolean indexed,
    boolean notValid,
    Optional<String> named) {
  /** The properties of a reference without an annotation. */
  public static final ReferenceOptions NONE =
      new ReferenceOptions(
          ReferentialAction.NO_ACTION,
          ReferentialAction.NO_ACTION,
          Deferrability.NOT_DEFERRABLE,
          true);

  public ReferenceOptions {
    Objects.requireNonNull(onDelete, "onDelete");
    Objects.requireNonNull(onUpdate, "onUpdate");
    Objects.requireNonNull(deferrability, "deferrability");
    Objects.requireNonNull(named, "named");
  }

  /** The properties of a valid reference whose foreign key has no recorded name. */
  public ReferenceOptions(
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      Deferrability deferrability,
      boolean indexed) {
    this(onDelete, onUpdate, deferrability, indexed, false, Optional.empty());
  }

  public ReferenceOptions withOnDelete(ReferentialAction action) {
    return new ReferenceOptions(action, onUpdate, deferrability, indexed, notValid, named);
  }

  public ReferenceOptions withOnUpdate(ReferentialAction action) {
    return new ReferenceOptions(onDelete, action, deferrability, indexed, notValid, named);
  }

  public ReferenceOptions withDeferrability(Deferrability when) {
    return new ReferenceOptions(onDelete, onUpdate, when, indexed, notValid, named);
  }

  public ReferenceOptions withIndexed(boolean bringsIndex) {
    return new ReferenceOptions(onDelete, onUpdate, deferrability, bringsIndex, notValid, named);
  }

  public ReferenceOptions withNotValid(boolean unchecked) {
    return new ReferenceOptions(onDelete, onUpdate, deferrability, indexed, unchecked, named);
  }

  /** Returns the properties with another name; empty stands for the derived one. */
  public ReferenceOptions withNamed(Optional<String> newNamed) {
    return new ReferenceOptions(onDelete, onUpdate, deferrability, indexed, notValid, newNamed);
  }
}
