package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code add Task.points: int backfill 0}
 *
 * <p>ALTER TABLE … ADD COLUMN. Existing rows get the backfill once or, without a backfill, the
 * default.
 */
public record AddField(
    String entity, Field field, Annotations annotations, Optional<PlanValue> backfill)
    implements FieldStatement {
  public AddField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(annotations, "annotations");
    Objects.requireNonNull(backfill, "backfill");
  }

  /** The single-field key, unique and index that are added with the field. */
  public record Annotations(boolean primaryKey, boolean unique, boolean index, GroupNames names) {
    public static final Annotations NONE = new Annotations(false, false, false);

    public Annotations {
      Objects.requireNonNull(names, "names");
    }

    /** Groups without names of their own. */
    public Annotations(boolean primaryKey, boolean unique, boolean index) {
      this(primaryKey, unique, index, GroupNames.NONE);
    }
  }

  /**
   * The names of these groups in the database; empty stands for the derived one.
   *
   * @param index the name of the index, also of the one that a reference brings
   */
  public record GroupNames(
      Optional<String> primaryKey, Optional<String> unique, Optional<String> index) {
    public static final GroupNames NONE =
        new GroupNames(Optional.empty(), Optional.empty(), Optional.empty());

    public GroupNames {
      Objects.requireNonNull(primaryKey, "primaryKey");
      Objects.requireNonNull(unique, "unique");
      Objects.requireNonNull(index, "index");
    }
  }

  @Override
  public boolean isOpen() {
    return backfill.filter(PlanValue::isOpen).isPresent();
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.field(entity, field.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddField(this);
  }
}
