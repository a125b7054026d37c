package dev.kizaki.engine.catalog;

import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What commands have made and dropped in a schema: the difference of two readings of its
 * signatures.
 */
public record GainedObjects(SortedSet<ObjectSignature> made, SortedSet<ObjectSignature> dropped) {
  public GainedObjects {
    made = new TreeSet<>(made);
    dropped = new TreeSet<>(dropped);
  }

  public static GainedObjects between(
      Collection<ObjectSignature> before, Collection<ObjectSignature> after) {
    SortedSet<ObjectSignature> made = new TreeSet<>(after);
    made.removeAll(before);
    SortedSet<ObjectSignature> dropped = new TreeSet<>(before);
    dropped.removeAll(after);
    return new GainedObjects(made, dropped);
  }

  /** What was made and is not for objects in SQL: tables and their indexes, sequences, enums. */
  public List<ObjectSignature> notForObjects() {
    return made.stream()
        .filter(
            each ->
                each.kind() == Kind.TABLE
                    || each.kind() == Kind.FOREIGN_TABLE
                    || each.kind() == Kind.SEQUENCE
                    || each.kind() == Kind.ENUM)
        .toList();
  }
}
