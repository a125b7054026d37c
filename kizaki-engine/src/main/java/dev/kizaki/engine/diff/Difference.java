package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;

/** A fact: one way in which a shape departs from the one before it. */
public sealed interface Difference {
  record SystemEntityAdded(SystemEntity systemEntity) implements Difference {}

  /** The setting names another table than the history does. */
  record SystemEntityMoved(SystemEntity before, SystemEntity after) implements Difference {}

  record EnumAdded(EnumType enumType) implements Difference {}

  record EnumDropped(EnumType enumType) implements Difference {}

  /** Values came, went or changed places. */
  record EnumValuesChanged(EnumType before, EnumType after) implements Difference {}

  record EntityAdded(Entity entity) implements Difference {}

  record EntityDropped(Entity entity) implements Difference {}

  record FieldAdded(Entity entity, Field field) implements Difference {}

  record FieldDropped(Entity entity, Field field) implements Difference {}

  /** Type, nullability, default or onDelete differ. */
  record FieldChanged(Entity entity, Field before, Field after) implements Difference {}

  record KeyChanged(Entity entity, Key before, Key after) implements Difference {}

  record UniqueAdded(Entity entity, Unique unique) implements Difference {}

  record UniqueDropped(Entity entity, Unique unique) implements Difference {}

  record IndexAdded(Entity entity, Index index) implements Difference {}

  record IndexDropped(Entity entity, Index index) implements Difference {}
}
