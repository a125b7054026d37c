package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the objects in SQL of two databases of one major version, as the server prints them. */
public final class ObjectEquality {
  private ObjectEquality() {}

  /**
   * The differences, each as a line.
   *
   * @param found the objects of the database that exists
   * @param made the objects of the database that the migration made
   * @param managed the objects that must be equal, and all that the migration makes
   */
  public static List<String> differences(
      FoundObjects found, FoundObjects made, Set<ObjectSignature> managed) {
    Set<ObjectSignature> all = new TreeSet<>(managed);
    all.addAll(made.objects().keySet());
    List<String> differences = new ArrayList<>();
    for (ObjectSignature each : all) {
      Optional<FoundObject> expected = found.object(each).filter(any -> managed.contains(each));
      Optional<FoundObject> actual = made.object(each);
      if (expected.isEmpty()) {
        differences.add(each.text() + " is made without need");
      } else if (actual.isEmpty()) {
        differences.add(each.text() + " is not made");
      } else if (!text(expected.get()).equals(text(actual.get()))) {
        differences.add(
            "%s is made as %s instead of %s"
                .formatted(each.text(), text(actual.get()), text(expected.get())));
      }
    }
    return differences;
  }

  private static String text(FoundObject object) {
    List<String> commands = new ArrayList<>(object.commands());
    commands.addAll(object.comments());
    return String.join("; ", commands);
  }
}
