package dev.kizaki.engine.plan;

/** A statement about a key, a unique or an index. */
public sealed interface GroupStatement extends PlanStatement
    permits AddUnique, AddIndex, AddKey, DropUnique, DropIndex, DropKey {
  String entity();

  @Override
  default boolean isOpen() {
    return false;
  }
}
