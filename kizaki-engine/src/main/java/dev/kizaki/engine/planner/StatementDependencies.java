package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The dependencies of a statement:
 *
 * <ul>
 *   <li>One statement provides a condition that another one requires: the provider comes first.
 *   <li>One statement removes an element that another one stops using (releases): the release comes
 *       first.
 *   <li>One statement frees a name of the database that another one takes: the freeing statement
 *       comes first.
 * </ul>
 */
final class StatementDependencies {
  /** Something that is true of an element after a statement is carried out. */
  record Condition(Fact fact, NamedElement element) {
    Condition {
      Objects.requireNonNull(fact, "fact");
      Objects.requireNonNull(element, "element");
    }
  }

  /** What can be true of an element. */
  enum Fact {
    /** The element exists. */
    PRESENT,
    /** What the plan changes of an entity, an enum or a sequence is done, but for drops. */
    SETTLED,
    /** The objects in SQL that use the element and go have been dropped. */
    OBJECTS_DROPPED,
    /** The object in SQL is not in the way of statements any more. */
    AWAY,
    /** The statements that the object in SQL would be in the way of are done. */
    PASSED,
    /** The field has its new name, which another field may have had before. */
    RENAMED,
    /**
     * A column has its new name, which SQL in a change of the field uses, or a table; the names of
     * constraints and indexes may be derived from it.
     */
    COLUMN_RENAMED,
    /**
     * The type and the labels of the enum, or the sequence, have their new names, which SQL of the
     * plan uses.
     */
    FOLLOWED,
    /** All values of the enum have been added and removed, so that the rest can be put in order. */
    VALUES_COMPLETE,
    /** The field is a key or unique, so that other fields may refer to it. */
    REFERABLE,
    /** The field belongs to a key or unique, so that references may lead to all its fields. */
    REFERABLE_TOGETHER,
    /**
     * An old reference in the body of an entity, from the field or to it, has been dropped, so that
     * its type may change.
     */
    REFERENCE_DROPPED,
    /**
     * The field has its new type, which it may get from the one that it refers to, and of which an
     * expression may make use.
     */
    RETYPED,
    /** The field is no longer computed by its old expression, which its type may not fit. */
    EXPRESSION_DROPPED,
    /** An old expression no longer uses the field, so that it may become a generated one. */
    NOT_COMPUTED_FROM,
    /**
     * An old unique over the field, or an index that only some types can have, has been dropped, so
     * that rows may get equal values and values of another type.
     */
    UNIQUE_DROPPED,
    /** The checks that use the field have been dropped, so that it may get another type. */
    CHECK_DROPPED,
    /**
     * Each old index that may contain a value of the enum in its SQL has been dropped, so that the
     * type can be created again.
     */
    INDEX_DROPPED,
    /**
     * The old key of the entity has been dropped, so that its fields may be dropped or made
     * nullable.
     */
    KEY_DROPPED
  }

  /**
   * A name in the database.
   *
   * @param entity the entity, for the name of a column of its table, or the enum, for a label;
   *     empty for tables, types, indexes and sequences, which share one namespace per schema
   */
  record DatabaseName(String entity, String name) {
    DatabaseName {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(name, "name");
    }
  }

  private final Set<Condition> provided = new HashSet<>();
  private final Set<Condition> required = new HashSet<>();
  private final Set<NamedElement> removed = new HashSet<>();
  private final Set<NamedElement> released = new HashSet<>();
  private final Set<DatabaseName> freed = new HashSet<>();
  private final Set<DatabaseName> taken = new HashSet<>();

  void provide(Fact fact, NamedElement element) {
    provided.add(new Condition(fact, element));
  }

  void require(Fact fact, NamedElement element) {
    required.add(new Condition(fact, element));
  }

  void remove(NamedElement element) {
    removed.add(element);
  }

  void release(NamedElement element) {
    released.add(element);
  }

  void free(DatabaseName name) {
    freed.add(name);
  }

  void take(DatabaseName name) {
    taken.add(name);
  }

  /** Adds the dependencies of another statement. A choice has those of all its statements. */
  void addAll(StatementDependencies other) {
    provided.addAll(other.provided);
    required.addAll(other.required);
    removed.addAll(other.removed);
    released.addAll(other.released);
    freed.addAll(other.freed);
    taken.addAll(other.taken);
  }

  Set<Condition> provides() {
    return Collections.unmodifiableSet(provided);
  }

  Set<Condition> requires() {
    return Collections.unmodifiableSet(required);
  }

  Set<NamedElement> removes() {
    return Collections.unmodifiableSet(removed);
  }

  Set<NamedElement> releases() {
    return Collections.unmodifiableSet(released);
  }

  Set<DatabaseName> frees() {
    return Collections.unmodifiableSet(freed);
  }

  Set<DatabaseName> takes() {
    return Collections.unmodifiableSet(taken);
  }
}
