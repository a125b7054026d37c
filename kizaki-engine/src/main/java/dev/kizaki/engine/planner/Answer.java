package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.ValueText;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody decided. An answer that was given applies wherever it fits; one that was kept from
 * a draft applies only where the question is still the same.
 */
public sealed interface Answer {
  /** {@code from} became {@code to}. */
  record Rename(NamedElement from, String to) implements Answer {
    public Rename {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    /** What the subject is now. */
    NamedElement target() {
      return from.withName(to);
    }
  }

  /**
   * The subject is gone, and nothing that is new took its place.
   *
   * @param newcomers what was new when this was decided; absent for whatever is new
   */
  record Drop(NamedElement subject, Optional<Set<String>> newcomers) implements Answer {
    public Drop {
      Objects.requireNonNull(subject, "subject");
      newcomers = newcomers.map(Set::copyOf);
    }
  }

  /**
   * What rows without a value get.
   *
   * @param value absent for "there are no such rows"
   * @param onlyFor the field's type when this was decided; absent for any
   */
  record Backfill(NamedElement field, Optional<PlanValue> value, Optional<FieldType> onlyFor)
      implements Answer {}

  /**
   * How old values become new ones.
   *
   * @param value absent for "as PostgreSQL casts them"
   * @param onlyFor the types when this was decided; absent for any
   */
  record Using(NamedElement field, Optional<PlanValue> value, Optional<TypeChange> onlyFor)
      implements Answer {}

  /**
   * What becomes of rows that hold a dropped enum value.
   *
   * @param replacement absent for "there are no such rows"
   */
  record Rows(NamedElement value, Optional<String> replacement) implements Answer {}

  /** A field's type before and after. */
  record TypeChange(FieldType before, FieldType after) {}

  /** What the answer is about. */
  default NamedElement subject() {
    if (this instanceof Rename rename) {
      return rename.from;
    }
    if (this instanceof Drop drop) {
      return drop.subject;
    }
    if (this instanceof Backfill backfill) {
      return backfill.field;
    }
    return this instanceof Using using ? using.field : ((Rows) this).value;
  }

  /** The answer as a fragment of the plan language. */
  default String text() {
    if (this instanceof Rename rename) {
      return "rename " + rename.from.text() + " -> " + rename.target().path();
    }
    if (this instanceof Drop drop) {
      return "drop " + drop.subject.text();
    }
    if (this instanceof Backfill backfill) {
      return backfill.field.path()
          + " backfill "
          + backfill.value.map(ValueText::of).orElse("none");
    }
    if (this instanceof Using using) {
      return using.field.path() + " using " + using.value.map(ValueText::of).orElse("none");
    }
    Rows rows = (Rows) this;
    return rows.value.path()
        + " -> "
        + rows.replacement.map(other -> rows.value.owner() + "." + other).orElse("none");
  }
}
