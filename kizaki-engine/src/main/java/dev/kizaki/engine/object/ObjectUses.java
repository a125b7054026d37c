package dev.kizaki.engine.object;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares what an object says it uses with the words of its text.
 *
 * @param missing what its text seems to use and {@code uses} does not name, by its name in Inspire
 * @param unseen what {@code uses} names and the text does not mention
 */
public record ObjectUses(List<String> missing, List<String> unseen) {
  public ObjectUses {
    missing = List.copyOf(missing);
    unseen = List.copyOf(unseen);
  }

  /**
   * @param uses the names in Inspire that the object names
   * @param known for each name in Inspire that an object can use, without the object itself, the
   *     names that it has in the database: a table, a type, a sequence, what an object makes
   */
  public static ObjectUses check(
      ObjectScript script, Set<String> uses, Map<String, Set<String>> known) {
    Set<String> words = script.words();
    SortedSet<String> own = new TreeSet<>();
    script.madeNames().forEach(each -> own.add(each.name()));
    SortedSet<String> missing = new TreeSet<>();
    SortedSet<String> unseen = new TreeSet<>();
    known.forEach(
        (name, inDatabase) -> {
          boolean isMentioned =
              inDatabase.stream().anyMatch(each -> words.contains(each) && !own.contains(each));
          if (isMentioned && !uses.contains(name)) {
            missing.add(name);
          }
          // An overload shares its name with what the text makes.
          boolean isShared = inDatabase.stream().anyMatch(own::contains);
          if (!isMentioned && !isShared && uses.contains(name)) {
            unseen.add(name);
          }
        });
    return new ObjectUses(List.copyOf(missing), List.copyOf(unseen));
  }
}
