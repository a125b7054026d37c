package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code rename table Task "tasks" -> "task"}, {@code rename column Task.ttl "ttl" ->
 * "time_to_live"}
 *
 * <p>The same commands as for a rename in the schema, in which the element keeps its name.
 *
 * @param from the name in the database before
 * @param to the name in the database afterwards
 */
public record RenameInDatabase(NamedElement element, String from, String to)
    implements PlanStatement {
  public RenameInDatabase {
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /** Returns the rename that reverses this one. */
  public RenameInDatabase reversed() {
    return new RenameInDatabase(element, to, from);
  }

  /** What the element is in the database, as the plan calls it. */
  public String noun() {
    return nounOf(element);
  }

  /** What an element is in the database: a table, a column, a type, a sequence or a label. */
  public static String nounOf(NamedElement element) {
    return switch (element.kind()) {
      case ENTITY -> "table";
      case FIELD -> "column";
      case ENUM -> "type";
      case SEQUENCE -> "sequence";
      case OBJECT -> "object";
      case VALUE -> "label";
    };
  }

  @Override
  public Verb verb() {
    return Verb.RENAME;
  }

  @Override
  public Set<NamedElement> affected() {
    return Set.of(element);
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameInDatabase(this);
  }
}
