package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What the place of a statement depends on:
 *
 * <ul>
 *   <li>a condition that one statement provides, another may require: the provider comes first;
 *   <li>an element that one statement removes, another may have to release: the releaser comes
 *       first;
 *   <li>a name of the database that one statement frees, another may take: the freeing one comes
 *       first.
 * </ul>
 */
final class StatementDependencies {
  /** Something that holds of an element once a statement is carried out. */
  record Condition(Fact fact, NamedElement element) {
    Condition {
      Objects.requireNonNull(fact, "fact");
      Objects.requireNonNull(element, "element");
    }
  }

  /** What holds of an element. */
  enum Fact {
    /** It is there. */
    PRESENT,
    /**
     * The enum has got and lost all values that it is to get and lose, so that it can be sorted.
     */
    VALUES_COMPLETE,
    /** The field is a key or unique, so that references may point at it. */
    REFERABLE,
    /** An old unique over the field is gone, so that its rows may become the same. */
    UNIQUE_GONE,
    /** The old key of the entity is gone, so that its fields may be dropped or made nullable. */
    KEY_GONE
  }

  /**
   * A name of the database.
   *
   * @param entity the entity whose table has the column of this name; empty for what the schema
   *     has: tables, types, indexes and sequences, which share one set of names
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

  /** Adds what the place of another statement depends on, as a block does for its statements. */
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
