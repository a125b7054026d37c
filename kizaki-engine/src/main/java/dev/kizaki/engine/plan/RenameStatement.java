package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Optional;
import java.util.Set;

/** A statement that gives an element another name. */
public sealed interface RenameStatement extends PlanStatement
    permits RenameEntity, RenameField, RenameEnum, RenameEnumValue, RenameObject, RenameSequence {

  /**
   * Returns the statement that renames an element.
   *
   * @param kept see {@link #kept}
   */
  static RenameStatement of(NamedElement element, String to, Optional<String> kept) {
    return switch (element.kind()) {
      case ENTITY -> new RenameEntity(element.name(), to, kept);
      case ENUM -> new RenameEnum(element.name(), to, kept);
      case SEQUENCE -> new RenameSequence(element.name(), to, kept);
      case OBJECT -> new RenameObject(element.name(), to);
      case FIELD -> new RenameField(element.owner(), element.name(), to, kept);
      case VALUE -> new RenameEnumValue(element.owner(), element.name(), to, kept);
    };
  }

  /**
   * The name of the element in the database, if it stays. If it is absent, the element has the
   * derived name before and after the rename.
   */
  Optional<String> kept();

  /** The element by its old name. */
  @Override
  NamedElement element();

  /** The new name. */
  String to();

  @Override
  default NamedElement elementAfter() {
    return element().withName(to());
  }

  /** Returns the rename that reverses this one. */
  default RenameStatement reversed() {
    return of(elementAfter(), element().name(), kept());
  }

  @Override
  default Verb verb() {
    return Verb.RENAME;
  }

  @Override
  default Set<NamedElement> affected() {
    return Set.of(elementAfter());
  }

  @Override
  default boolean isOpen() {
    return false;
  }
}
