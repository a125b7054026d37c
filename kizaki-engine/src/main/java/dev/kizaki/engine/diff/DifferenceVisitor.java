package dev.kizaki.engine.diff;

/**
 * Handles every kind of difference. No method has a body, so that a new kind causes a compile error
 * in every class that must handle it.
 */
public interface DifferenceVisitor<R> {
  R visitSystemEntityAdded(Difference.SystemEntityAdded difference);

  R visitSystemEntityMoved(Difference.SystemEntityMoved difference);

  R visitEnumAdded(Difference.EnumAdded difference);

  R visitEnumDropped(Difference.EnumDropped difference);

  R visitEnumValuesChanged(Difference.EnumValuesChanged difference);

  R visitObjectAdded(Difference.ObjectAdded difference);

  R visitObjectDropped(Difference.ObjectDropped difference);

  R visitObjectChanged(Difference.ObjectChanged difference);

  R visitSequenceAdded(Difference.SequenceAdded difference);

  R visitSequenceDropped(Difference.SequenceDropped difference);

  R visitSequenceChanged(Difference.SequenceChanged difference);

  R visitNameInDatabaseChanged(Difference.NameInDatabaseChanged difference);

  R visitDependentRenamed(Difference.DependentRenamed difference);

  R visitEntityAdded(Difference.EntityAdded difference);

  R visitEntityDropped(Difference.EntityDropped difference);

  R visitFieldAdded(Difference.FieldAdded difference);

  R visitFieldDropped(Difference.FieldDropped difference);

  R visitFieldChanged(Difference.FieldChanged difference);

  R visitKeyChanged(Difference.KeyChanged difference);

  R visitUniqueAdded(Difference.UniqueAdded difference);

  R visitUniqueDropped(Difference.UniqueDropped difference);

  R visitIndexAdded(Difference.IndexAdded difference);

  R visitIndexDropped(Difference.IndexDropped difference);

  R visitCheckAdded(Difference.CheckAdded difference);

  R visitCheckChanged(Difference.CheckChanged difference);

  R visitCheckDropped(Difference.CheckDropped difference);

  R visitReferenceAdded(Difference.ReferenceAdded difference);

  R visitReferenceDropped(Difference.ReferenceDropped difference);

  R visitReferenceChanged(Difference.ReferenceChanged difference);
}
