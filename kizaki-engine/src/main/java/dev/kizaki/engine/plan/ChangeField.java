package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code change Task.title: string? -> string backfill "untitled"}
 *
 * <p>ALTER TABLE … ALTER COLUMN: type, nullability, default, and the foreign key.
 *
 * @param before the field before, without the names in the database that it has
 * @param after the field afterwards, without the names of its column, and of a foreign key or
 *     sequence that stays; a new one may be named
 * @param back an expression over the new row that gives the old value; it is used only between the
 *     phases of a deploy
 */
public record ChangeField(
    String entity,
    Field before,
    Field after,
    Optional<PlanValue> using,
    Optional<PlanValue> backfill,
    Optional<String> back)
    implements FieldStatement {
  public ChangeField {
    Objects.requireNonNull(entity, "entity");
    before = before.withColumn(Optional.empty());
    after = RecordedNames.changed(before, after.withColumn(Optional.empty()));
    before = RecordedNames.open(before);
    Objects.requireNonNull(using, "using");
    Objects.requireNonNull(backfill, "backfill");
    Objects.requireNonNull(back, "back");
  }

  /** A change without a way back. */
  public ChangeField(
      String entity,
      Field before,
      Field after,
      Optional<PlanValue> using,
      Optional<PlanValue> backfill) {
    this(entity, before, after, using, backfill, Optional.empty());
  }

  /** The same change with another way back. */
  public ChangeField withBack(Optional<String> way) {
    return new ChangeField(entity, before, after, using, backfill, way);
  }

  @Override
  public boolean isOpen() {
    return using.filter(PlanValue::isOpen).isPresent()
        || backfill.filter(PlanValue::isOpen).isPresent();
  }

  @Override
  public Verb verb() {
    return Verb.CHANGE;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.field(entity, before.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeField(this);
  }
}
