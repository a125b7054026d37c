package dev.kizaki.engine.plan;

/**
 * {@code drop value TaskStatus.Doing -> TaskStatus.Todo}
 *
 * <p>A rebuild of the type that maps the rows.
 */
public record DropEnumValue(String enumName, String value, Replacement replacement)
    implements PlanStatement {

  /** What becomes of the rows that hold the value. */
  public sealed interface Replacement {}

  /** They get another value of the enum. */
  public record Other(String value) implements Replacement {}

  /** There are none. */
  public record None() implements Replacement {}

  /** Nobody has said yet. */
  public record Unresolved() implements Replacement {}

  @Override
  public boolean isOpen() {
    return replacement instanceof Unresolved;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEnumValue(this);
  }
}
