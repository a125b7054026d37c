package dev.kizaki.engine.object;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
   * @param object the name in Inspire of the object of the text, which cannot use itself
   * @param uses the names in Inspire that the object names
   */
  public static ObjectUses check(
      ObjectScript script, String object, Set<String> uses, UsableNames known) {
    Set<String> words = script.words();
    Set<String> own = script.madeNames().stream().map(MadeObject::name).collect(Collectors.toSet());
    SortedSet<String> mentioned = new TreeSet<>();
    words.stream()
        .filter(word -> !own.contains(word))
        .forEach(word -> mentioned.addAll(known.named(word)));
    SortedSet<String> missing = new TreeSet<>(mentioned);
    missing.removeAll(uses);
    missing.remove(object);
    // An overload shares its name with what the text makes.
    List<String> unseen =
        uses.stream()
            .filter(name -> known.has(name) && !name.equals(object) && !mentioned.contains(name))
            .filter(name -> Collections.disjoint(known.inDatabase(name), own))
            .sorted()
            .toList();
    return new ObjectUses(List.copyOf(missing), unseen);
  }
}
