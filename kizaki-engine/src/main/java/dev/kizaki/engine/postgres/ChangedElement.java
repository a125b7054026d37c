package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Optional;

/**
 * The entity, the enum or the sequence whose catalog objects a statement changes.
 *
 * @param kind its kind
 * @param before its name before the statement; absent if the statement adds it
 * @param after its name after the statement; absent if the statement drops it
 */
record ChangedElement(ElementKind kind, Optional<String> before, Optional<String> after) {
  private static final ChangedElement NONE =
      new ChangedElement(ElementKind.ENTITY, Optional.empty(), Optional.empty());

  static ChangedElement of(PlanStatement statement) {
    if (statement instanceof RowStatement || statement instanceof AddSystemEntity) {
      return NONE;
    }
    NamedElement before = owner(statement.element());
    boolean isWhole = before.equals(statement.element());
    boolean isAdded = isWhole && statement.verb() == Verb.ADD;
    boolean isDropped = isWhole && statement.verb() == Verb.DROP;
    return new ChangedElement(
        before.kind(),
        isAdded ? Optional.empty() : Optional.of(before.name()),
        isDropped ? Optional.empty() : Optional.of(owner(statement.elementAfter()).name()));
  }

  /** The element itself if it is part of no other one, or else the one that it is part of. */
  private static NamedElement owner(SchemaElement element) {
    return element instanceof NamedElement named
        ? named.root()
        : SchemaElement.entity(element.owner());
  }

  /** Whether the statement changes no object, or only the users' table, which it may not create. */
  boolean isNone() {
    return before.isEmpty() && after.isEmpty();
  }
}
