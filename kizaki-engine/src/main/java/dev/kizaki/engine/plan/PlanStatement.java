package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;

/**
 * A statement of a plan, which a person reviews. The permitted kinds, most of them in families,
 * form the plan language.
 */
public sealed interface PlanStatement extends PlanItem
    permits EntityStatement,
        FieldStatement,
        EnumStatement,
        SequenceStatement,
        ObjectStatement,
        GroupStatement,
        CheckStatement,
        ReferenceStatement,
        RenameStatement,
        RenameInDatabase,
        RenameDependent,
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
   * The elements that the statement changes, by their new names. Elements that it only refers to,
   * such as the type of a field, are not included, except for the neighbour of a new enum value.
   * For a key, unique, index or check, these are its fields.
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
