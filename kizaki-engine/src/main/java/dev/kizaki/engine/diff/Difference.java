package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import java.util.Objects;
import java.util.Optional;

/** A single difference between a shape and the shape before it. */
public sealed interface Difference {
  <R> R accept(DifferenceVisitor<R> visitor);

  /** The schema refers to a system entity that the shape before does not have. */
  record SystemEntityAdded(SystemEntity systemEntity) implements Difference {
    public SystemEntityAdded {
      Objects.requireNonNull(systemEntity, "systemEntity");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSystemEntityAdded(this);
    }
  }

  /** The table of a system entity is configured differently than in the history. */
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

  /** An enum was added. */
  record EnumAdded(EnumType enumType) implements Difference {
    public EnumAdded {
      Objects.requireNonNull(enumType, "enumType");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEnumAdded(this);
    }
  }

  /** An enum was dropped. */
  record EnumDropped(EnumType enumType) implements Difference {
    public EnumDropped {
      Objects.requireNonNull(enumType, "enumType");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEnumDropped(this);
    }
  }

  /** Values of an enum were added, dropped or reordered. */
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

  /** An object in SQL was added. */
  record ObjectAdded(SqlObject object) implements Difference {
    public ObjectAdded {
      Objects.requireNonNull(object, "object");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitObjectAdded(this);
    }
  }

  /** An object in SQL was dropped. */
  record ObjectDropped(SqlObject object) implements Difference {
    public ObjectDropped {
      Objects.requireNonNull(object, "object");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitObjectDropped(this);
    }
  }

  /** The text of an object, what it uses or how it is dropped was changed. */
  record ObjectChanged(SqlObject before, SqlObject after) implements Difference {
    public ObjectChanged {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitObjectChanged(this);
    }
  }

  /** A sequence was added. */
  record SequenceAdded(DeclaredSequence sequence) implements Difference {
    public SequenceAdded {
      Objects.requireNonNull(sequence, "sequence");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSequenceAdded(this);
    }
  }

  /** A sequence was dropped. */
  record SequenceDropped(DeclaredSequence sequence) implements Difference {
    public SequenceDropped {
      Objects.requireNonNull(sequence, "sequence");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSequenceDropped(this);
    }
  }

  /** The options of a sequence were changed. */
  record SequenceChanged(DeclaredSequence before, DeclaredSequence after) implements Difference {
    public SequenceChanged {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitSequenceChanged(this);
    }
  }

  /**
   * A key, a unique, an index, a foreign key or a sequence that both shapes have is called
   * otherwise in the database.
   *
   * @param element a group has no name of its own here
   */
  record DependentRenamed(SchemaElement element, String before, String after)
      implements Difference {
    public DependentRenamed {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitDependentRenamed(this);
    }
  }

  /**
   * A table, a column, a type, a sequence or a label has another name in the database.
   *
   * @param element the element, which both shapes have
   */
  record NameInDatabaseChanged(NamedElement element, String before, String after)
      implements Difference {
    public NameInDatabaseChanged {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitNameInDatabaseChanged(this);
    }
  }

  /** An entity was added, with its fields, key, uniques and indexes. */
  record EntityAdded(Entity entity) implements Difference {
    public EntityAdded {
      Objects.requireNonNull(entity, "entity");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitEntityAdded(this);
    }
  }

  /** An entity was dropped, with all its parts. */
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
   * A field was added to an entity that both shapes have.
   *
   * @param entity the entity after the change
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
   * A field was dropped from an entity that both shapes have.
   *
   * @param entity the entity before the change
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
   * The type, nullability, default or an annotation of the reference of a field was changed.
   *
   * @param entity the entity after the change
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
   * The key of an entity has other fields, or the same fields in another order, or one of the two
   * shapes has none.
   *
   * @param entity the entity after the change
   */
  record KeyChanged(Entity entity, Optional<Key> before, Optional<Key> after)
      implements Difference {
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
   * A reference was added to the body of an entity that both shapes have.
   *
   * @param entity the entity after the change
   */
  record ReferenceAdded(Entity entity, EntityReference reference) implements Difference {
    public ReferenceAdded {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(reference, "reference");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitReferenceAdded(this);
    }
  }

  /**
   * A reference was dropped from the body of an entity that both shapes have.
   *
   * @param entity the entity before the change
   */
  record ReferenceDropped(Entity entity, EntityReference reference) implements Difference {
    public ReferenceDropped {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(reference, "reference");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitReferenceDropped(this);
    }
  }

  /**
   * A reference in the body of an entity has other options.
   *
   * @param entity the entity after the change
   */
  record ReferenceChanged(Entity entity, EntityReference before, EntityReference after)
      implements Difference {
    public ReferenceChanged {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitReferenceChanged(this);
    }
  }

  /**
   * A unique was added to an entity that both shapes have.
   *
   * @param entity the entity after the change
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
   * A unique was dropped from an entity that both shapes have.
   *
   * @param entity the entity before the change
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
   * An index was added to an entity that both shapes have.
   *
   * @param entity the entity after the change
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
   * A check was added to an entity that both shapes have.
   *
   * @param entity the entity after the change
   */
  record CheckAdded(Entity entity, Check check) implements Difference {
    public CheckAdded {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(check, "check");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitCheckAdded(this);
    }
  }

  /**
   * A check over the same fields has another expression, or the same expression is not valid any
   * more, or is so again.
   *
   * @param entity the entity after the change
   */
  record CheckChanged(Entity entity, Check before, Check after) implements Difference {
    public CheckChanged {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitCheckChanged(this);
    }
  }

  /**
   * A check was dropped from an entity that both shapes have.
   *
   * @param entity the entity before the change
   */
  record CheckDropped(Entity entity, Check check) implements Difference {
    public CheckDropped {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(check, "check");
    }

    @Override
    public <R> R accept(DifferenceVisitor<R> visitor) {
      return visitor.visitCheckDropped(this);
    }
  }

  /**
   * An index was dropped from an entity that both shapes have.
   *
   * @param entity the entity before the change
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
