package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import java.util.Objects;

/** A fact: one way in which a shape departs from the one before it. */
public sealed interface Difference {
  <R> R accept(DifferenceVisitor<R> visitor);

  /** An entity that the schema refers to and does not declare is new. */
  record SystemEntityAdded(SystemEntity systemEntity) implements Difference {
    public SystemEntityAdded {
      Objects.requireNonNull(systemEntity, "systemEntity");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSystemEntityAdded(this);
    }
  }

  /** The setting names another table than the history does. */
  record SystemEntityMoved(SystemEntity before, SystemEntity after) implements Difference {
    public SystemEntityMoved {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSystemEntityMoved(this);
    }
  }

  /** An enum is new. */
  record EnumAdded(EnumType enumType) implements Difference {
    public EnumAdded {
      Objects.requireNonNull(enumType, "enumType");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEnumAdded(this);
    }
  }

  /** An enum is gone. */
  record EnumDropped(EnumType enumType) implements Difference {
    public EnumDropped {
      Objects.requireNonNull(enumType, "enumType");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEnumDropped(this);
    }
  }

  /** Values of an enum were added, dropped or put in another order. */
  record EnumValuesChanged(EnumType before, EnumType after) implements Difference {
    public EnumValuesChanged {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEnumValuesChanged(this);
    }
  }

  /** An entity is new, with its fields, its key, its uniques and its indexes. */
  record EntityAdded(Entity entity) implements Difference {
    public EntityAdded {
      Objects.requireNonNull(entity, "entity");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEntityAdded(this);
    }
  }

  /** An entity is gone, with all its parts. */
  record EntityDropped(Entity entity) implements Difference {
    public EntityDropped {
      Objects.requireNonNull(entity, "entity");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEntityDropped(this);
    }
  }

  /**
   * An entity that both shapes have has a new field.
   *
   * @param entity as it is afterwards
   */
  record FieldAdded(Entity entity, Field field) implements Difference {
    public FieldAdded {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitFieldAdded(this);
    }
  }

  /**
   * An entity that both shapes have lacks a field that it had.
   *
   * @param entity as it was before
   */
  record FieldDropped(Entity entity, Field field) implements Difference {
    public FieldDropped {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(field, "field");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitFieldDropped(this);
    }
  }

  /**
   * Type, nullability, default or onDelete of a field differ.
   *
   * @param entity as it is afterwards
   */
  record FieldChanged(Entity entity, Field before, Field after) implements Difference {
    public FieldChanged {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitFieldChanged(this);
    }
  }

  /**
   * The key of an entity is over other fields, or over the same in another order.
   *
   * @param entity as it is afterwards
   */
  record KeyChanged(Entity entity, Key before, Key after) implements Difference {
    public KeyChanged {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitKeyChanged(this);
    }
  }

  /**
   * An entity that both shapes have has a new unique.
   *
   * @param entity as it is afterwards
   */
  record UniqueAdded(Entity entity, Unique unique) implements Difference {
    public UniqueAdded {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(unique, "unique");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitUniqueAdded(this);
    }
  }

  /**
   * An entity that both shapes have lacks a unique that it had.
   *
   * @param entity as it was before
   */
  record UniqueDropped(Entity entity, Unique unique) implements Difference {
    public UniqueDropped {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(unique, "unique");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitUniqueDropped(this);
    }
  }

  /**
   * An entity that both shapes have has a new index.
   *
   * @param entity as it is afterwards
   */
  record IndexAdded(Entity entity, Index index) implements Difference {
    public IndexAdded {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(index, "index");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitIndexAdded(this);
    }
  }

  /**
   * An entity that both shapes have lacks an index that it had.
   *
   * @param entity as it was before
   */
  record IndexDropped(Entity entity, Index index) implements Difference {
    public IndexDropped {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(index, "index");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitIndexDropped(this);
    }
  }
}
