package dev.kizaki.engine.plan;

/** A statement about a reference in the body of an entity. */
public sealed interface ReferenceStatement extends PlanStatement
    permits AddReference, DropReference, ChangeReference {
  String entity();

  @Override
  default boolean isOpen() {
    return false;
  }
}
