package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;

/**
 * A line of a plan: an order that a person reviews. The permitted kinds, in six families, are the
 * plan language.
 */
public sealed interface PlanStatement extends PlanItem
    permits EntityStatement,
        FieldStatement,
        EnumStatement,
        GroupStatement,
        RenameStatement,
        RowStatement {
  <R> R accept(StatementVisitor<R> visitor);

  Verb verb();

  /** The one element that the statement is about, by its name before the statement. */
  SchemaElement element();

  /** The same element by its name after the statement. */
  default SchemaElement elementAfter() {
    return element();
  }

  /**
   * The elements that the statement changes, by their names after it. What it merely refers to,
   * such as the type of a field, is not among them, but the neighbour that a new value stands
   * beside is. Of a key, unique or index these are its fields.
   */
  Set<NamedElement> affected();

  @Override
  default List<PlanStatement> statements(Decision decision) {
    return List.of(this);
  }

  @Override
  default Set<SchemaElement> elements() {
    return element().equals(elementAfter()) ? Set.of(element()) : Set.of(element(), elementAfter());
  }
}
