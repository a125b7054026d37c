package dev.kizaki.engine.replay;

import dev.kizaki.engine.object.ObjectBindings;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A change in the database that objects in SQL can be bound to.
 *
 * @param used the name in {@code uses} of what changes
 * @param word its name in the database
 * @param kind what has the name
 * @param reason what happens to it, a sentence without its full stop
 */
record BoundChange(String used, String word, Kind kind, String reason) {
  /** What changes. */
  enum Kind {
    /** A table, a type or a sequence. */
    NAME(bindings -> false),
    /** A column; an object can take all columns of its table without naming them. */
    COLUMN(ObjectBindings::allColumns),
    /** A new column, which only an object with all columns of the table can miss. */
    NEW_COLUMN(ObjectBindings::allColumns),
    /** A key, which a query that groups by it needs. */
    KEY(bindings -> bindings.columns().contains("group")),
    /** A unique or an index that a command can name a conflict by. */
    UNIQUE(bindings -> bindings.columns().contains("conflict"));

    private final Predicate<ObjectBindings> always;

    Kind(Predicate<ObjectBindings> always) {
      this.always = always;
    }
  }

  BoundChange {
    Objects.requireNonNull(used, "used");
    Objects.requireNonNull(word, "word");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
  }

  boolean concerns(ObjectBindings bindings) {
    return kind.always.test(bindings)
        || kind == Kind.NAME && bindings.names().contains(word)
        || kind == Kind.COLUMN && bindings.columns().contains(word);
  }
}
