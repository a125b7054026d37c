package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.ValueText;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A decision of a user. An answer that was given applies to every question that it matches. An
 * answer that was kept from a draft applies only while the question is unchanged.
 */
public sealed interface Answer {
  /** {@code from} was renamed to {@code to}. */
  record Rename(NamedElement from, String to) implements Answer {
    public Rename {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    /** The element under its new name. */
    public NamedElement target() {
      return from.withName(to);
    }
  }

  /**
   * The element is dropped, and no added element replaces it.
   *
   * @param added the added elements at the time of the decision; empty if the answer applies
   *     whatever was added
   */
  record Drop(NamedElement subject, Optional<Set<String>> added) implements Answer {
    public Drop {
      Objects.requireNonNull(subject, "subject");
      added = added.map(Set::copyOf);
    }
  }

  /**
   * The field keeps its name, and was changed: an added field was not renamed from it.
   *
   * @param onlyFor the types at the time of the decision; empty if the answer applies to any types
   */
  record Change(NamedElement field, Optional<TypeChange> onlyFor) implements Answer {}

  /**
   * The value that rows without a value get.
   *
   * @param value empty if there are no such rows
   * @param onlyFor the type of the field at the time of the decision; empty if the answer applies
   *     to any type
   */
  record Backfill(NamedElement field, Optional<PlanValue> value, Optional<FieldType> onlyFor)
      implements Answer {}

  /**
   * How old values are converted to new ones.
   *
   * @param value empty if PostgreSQL casts them
   * @param onlyFor the types at the time of the decision; empty if the answer applies to any types
   */
  record Using(NamedElement field, Optional<PlanValue> value, Optional<TypeChange> onlyFor)
      implements Answer {}

  /**
   * The value that rows with a dropped enum value get.
   *
   * @param replacement empty if there are no such rows
   */
  record Rows(NamedElement value, Optional<String> replacement) implements Answer {}

  /** The text of the object in SQL is right, although it names what is gone. */
  record RightText(NamedElement object) implements Answer {
    public RightText {
      Objects.requireNonNull(object, "object");
    }
  }

  /**
   * The object in SQL is made anew, because PostgreSQL cannot replace it.
   *
   * @param onlyFor the difference of its text at the time of the decision; empty if the answer
   *     applies to any change
   */
  record MadeAnew(NamedElement object, Optional<String> onlyFor) implements Answer {
    public MadeAnew {
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(onlyFor, "onlyFor");
    }
  }

  /** The type of a field before and after the change. */
  record TypeChange(FieldType before, FieldType after) {}

  /** The element that the answer is about. */
  default NamedElement subject() {
    if (this instanceof Rename rename) {
      return rename.from;
    }
    if (this instanceof Drop drop) {
      return drop.subject;
    }
    if (this instanceof Change change) {
      return change.field;
    }
    if (this instanceof Backfill backfill) {
      return backfill.field;
    }
    if (this instanceof RightText right) {
      return right.object;
    }
    if (this instanceof MadeAnew anew) {
      return anew.object;
    }
    return this instanceof Using using ? using.field : ((Rows) this).value;
  }

  /** Returns the answer as a fragment of the plan language. */
  default String text() {
    if (this instanceof Rename rename) {
      return "rename %s -> %s".formatted(rename.from.text(), rename.target().path());
    }
    if (this instanceof Drop drop) {
      return "drop %s".formatted(drop.subject.text());
    }
    if (this instanceof Change change) {
      return "change %s".formatted(change.field.text());
    }
    if (this instanceof Backfill backfill) {
      return "%s backfill %s"
          .formatted(backfill.field.path(), backfill.value.map(ValueText::of).orElse("none"));
    }
    if (this instanceof Using using) {
      return "%s using %s"
          .formatted(using.field.path(), using.value.map(ValueText::of).orElse("none"));
    }
    if (this instanceof RightText right) {
      return "change object %s {}".formatted(right.object.name());
    }
    if (this instanceof MadeAnew anew) {
      return "change object %s, made anew".formatted(anew.object.name());
    }
    Rows rows = (Rows) this;
    return "%s -> %s"
        .formatted(
            rows.value.path(),
            rows.replacement.map(other -> rows.value.owner() + "." + other).orElse("none"));
  }
}
