package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop value TaskStatus.Doing -> TaskStatus.Todo}
 *
 * <p>A rebuild of the type that maps the rows.
 */
public record DropEnumValue(String enumName, String value, Replacement replacement)
    implements EnumStatement {
  public DropEnumValue {
    Objects.requireNonNull(enumName, "enumName");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(replacement, "replacement");
  }

  /** What happens to the rows that have the value. */
  public sealed interface Replacement {}

  /** They get another value of the enum. */
  public record Other(String value) implements Replacement {
    public Other {
      Objects.requireNonNull(value, "value");
    }
  }

  /** There are no such rows. */
  public record None() implements Replacement {}

  /** The user has not decided yet. */
  public record Unresolved() implements Replacement {}

  @Override
  public boolean isOpen() {
    return replacement instanceof Unresolved;
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.value(enumName, value);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEnumValue(this);
  }
}
