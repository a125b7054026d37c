package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code update Task set points = 0 where sql("points is null")}
 *
 * <p>UPDATE.
 *
 * @param first whether it belongs to the first phase of a deploy, by the word {@code expand}
 */
public record UpdateRows(
    boolean first, String entity, List<Assignment> assignments, Optional<String> where)
    implements RowStatement {
  public UpdateRows {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(where, "where");
    assignments = List.copyOf(assignments);
  }

  /** An update that belongs to the second phase of a deploy. */
  public UpdateRows(String entity, List<Assignment> assignments, Optional<String> where) {
    this(false, entity, assignments, where);
  }

  /** {@code field = value}. */
  public record Assignment(String field, PlanValue value) {
    public Assignment {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(value, "value");
    }
  }

  @Override
  public boolean isOpen() {
    return assignments.stream().anyMatch(each -> each.value().isOpen());
  }

  @Override
  public Verb verb() {
    return Verb.UPDATE;
  }

  @Override
  public SchemaElement element() {
    return new SchemaElement.RowsElement(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return Set.of(SchemaElement.entity(entity));
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUpdateRows(this);
  }
}
