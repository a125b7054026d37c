package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code rename index Task([dueDate]) "a" -> "b"}, {@code rename key Task "a" -> "b"}, {@code
 * rename unique Task([title]) "a" -> "b"}, {@code rename reference Task.owner "a" -> "b"}, {@code
 * rename sequence Task.id "a" -> "b"}
 *
 * <p>ALTER INDEX … RENAME, ALTER TABLE … RENAME CONSTRAINT or ALTER SEQUENCE … RENAME. The schema
 * does not change.
 *
 * @param element a key, a unique, an index, a check, a foreign key or a sequence; a group has no
 *     name here, and a reference in the body of the entity no options
 * @param from the name in the database before
 * @param to the name in the database afterwards
 */
public record RenameDependent(SchemaElement element, String from, String to)
    implements PlanStatement {
  public RenameDependent {
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /** Returns the rename that reverses this one. */
  public RenameDependent reversed() {
    return new RenameDependent(element, to, from);
  }

  /** The entity that the element belongs to. */
  public String entity() {
    return element.owner();
  }

  @Override
  public Verb verb() {
    return Verb.RENAME;
  }

  @Override
  public Set<NamedElement> affected() {
    if (element instanceof SchemaElement.UniqueElement unique) {
      return unique.unique().fieldElements(unique.owner());
    }
    if (element instanceof SchemaElement.IndexElement index) {
      return index.index().fieldElements(index.owner());
    }
    if (element instanceof SchemaElement.CheckElement check) {
      return check.expression().fields().stream()
          .map(field -> SchemaElement.field(check.owner(), field))
          .collect(Collectors.toUnmodifiableSet());
    }
    if (element instanceof SchemaElement.ReferenceElement reference) {
      return reference.reference().fieldElements(reference.owner());
    }
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      return Set.of(SchemaElement.field(reference.owner(), reference.field()));
    }
    if (element instanceof SchemaElement.OwnedSequenceElement sequence) {
      return Set.of(SchemaElement.field(sequence.owner(), sequence.field()));
    }
    return Set.of(SchemaElement.entity(entity()));
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameDependent(this);
  }
}
