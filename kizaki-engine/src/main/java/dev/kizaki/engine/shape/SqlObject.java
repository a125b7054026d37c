package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a schema declares as SQL text and kizaki plans as a whole: views, functions, triggers and
 * the like.
 *
 * @param uses the entities, enums, sequences, external tables and objects that it is made after and
 *     dropped before, sorted
 * @param create the commands that make it, with {@code \n} as line end and without a final one
 * @param drop the commands that drop it; absent if they are derived from {@code create}
 */
public record SqlObject(String name, List<String> uses, String create, Optional<String> drop) {
  public SqlObject {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(create, "create");
    Objects.requireNonNull(drop, "drop");
    uses = List.copyOf(new TreeSet<>(uses));
  }

  /** Returns the object with another name in Inspire. */
  public SqlObject withName(String newName) {
    return new SqlObject(newName, uses, create, drop);
  }

  /** Returns the object with another list of what it uses. */
  public SqlObject withUses(List<String> newUses) {
    return new SqlObject(name, newUses, create, drop);
  }

  /** Returns the object with the new name of an element wherever it uses the old one. */
  public SqlObject withRenamed(String from, String to) {
    return uses.contains(from)
        ? withUses(uses.stream().map(each -> each.equals(from) ? to : each).toList())
        : this;
  }
}
