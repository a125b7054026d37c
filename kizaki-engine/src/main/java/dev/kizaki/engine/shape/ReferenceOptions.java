package dev.kizaki.engine.shape;

import java.util.Objects;

/**
 * The properties of a reference other than its target.
 *
 * @param onDelete what happens when the referenced row is deleted
 * @param onUpdate what happens when the referenced value changes
 * @param indexed false for a reference that brings no index
 */
public record ReferenceOptions(
    ReferentialAction onDelete,
    ReferentialAction onUpdate,
    Deferrability deferrability,
    boolean indexed) {
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
  }

  public ReferenceOptions withOnDelete(ReferentialAction action) {
    return new ReferenceOptions(action, onUpdate, deferrability, indexed);
  }

  public ReferenceOptions withOnUpdate(ReferentialAction action) {
    return new ReferenceOptions(onDelete, action, deferrability, indexed);
  }

  public ReferenceOptions withDeferrability(Deferrability when) {
    return new ReferenceOptions(onDelete, onUpdate, when, indexed);
  }

  public ReferenceOptions withIndexed(boolean bringsIndex) {
    return new ReferenceOptions(onDelete, onUpdate, deferrability, bringsIndex);
  }
}
