package dev.kizaki.engine.object;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which names of the database stand in the text of an object. That is a guess by words: a name can
 * stand there with another meaning, and a body can put a name together from parts. PostgreSQL
 * itself knows the dependencies of views and of bodies in {@code begin atomic}, but of no other
 * body.
 */
public final class UsedNames {
  private UsedNames() {}

  /**
   * @param names names of tables, columns, functions … as the catalog keeps them
   * @return those that stand in the text, also in a body or in a string, without those that the
   *     text itself makes
   */
  public static SortedSet<String> of(ObjectScript script, Collection<String> names) {
    Set<String> words = script.words();
    SortedSet<String> used = new TreeSet<>(names);
    used.retainAll(words);
    script.madeNames().forEach(each -> used.remove(each.name()));
    return used;
  }
}
