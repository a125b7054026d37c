package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The names in the database that a random schema states, by the names in the schema. Names of
 * elements that are gone stay, because no new element gets one of their names.
 */
final class RandomNames {
  private static final List<String> ODD =
      List.of(
          "Odd %d", "größe%d", "quo\"te%d", "it's %d", "UPPER_%d", "select %d", "\\%d😀", "a.b%d");

  private final Random random;
  private final Map<String, String> stated = new LinkedHashMap<>();
  private int count;

  RandomNames(Random random) {
    this.random = random;
  }

  /** States another name, or none, or exchanges the names of two elements of one kind and owner. */
  void change(String path) {
    List<String> others =
        stated.keySet().stream()
            .filter(each -> !each.equals(path) && owner(each).equals(owner(path)))
            .toList();
    switch (random.nextInt(4)) {
      case 0 -> stated.remove(path);
      case 1 -> {
        if (stated.containsKey(path) && !others.isEmpty()) {
          String other = others.get(random.nextInt(others.size()));
          stated.put(other, stated.put(path, stated.get(other)));
        }
      }
      default -> stated.put(path, ODD.get(random.nextInt(ODD.size())).formatted(++count));
    }
  }

  private static String owner(String path) {
    return path.contains(".") ? path.substring(0, path.indexOf('.')) : "";
  }

  /** Sequences exchange names only with each other. */
  static String ofSequence(String name) {
    return "sequence." + name;
  }

  private static String path(NamedElement element) {
    return element.kind() == ElementKind.SEQUENCE ? ofSequence(element.name()) : element.path();
  }

  /** An element has another name in the schema. Often it keeps its name in the database. */
  void renamed(NamedElement element, String to) {
    String path = path(element);
    String name = stated.getOrDefault(path, DatabaseNames.CURRENT.derived(element));
    stated.remove(path); // no other element may get the name from it
    if (random.nextBoolean()) {
      stated.put(path(element.withName(to)), name);
    }
    if (element.equals(element.root())) {
      for (Map.Entry<String, String> each : List.copyOf(stated.entrySet())) {
        if (each.getKey().startsWith(element.name() + ".")) {
          stated.remove(each.getKey());
          stated.put(to + each.getKey().substring(element.name().length()), each.getValue());
        }
      }
    }
  }

  /** The name of a column. */
  String column(String entity, String field) {
    return stated.getOrDefault(
        entity + "." + field, DatabaseNames.CURRENT.derived(SchemaElement.field(entity, field)));
  }

  /** The name of a table. */
  String table(String entity) {
    return stated.getOrDefault(entity, DatabaseNames.CURRENT.derived(SchemaElement.entity(entity)));
  }

  /** The name of a type. */
  String enumType(String enumName) {
    return stated.getOrDefault(
        enumName, DatabaseNames.CURRENT.derived(SchemaElement.enumType(enumName)));
  }

  /** The label of a value. */
  String label(String enumName, String value) {
    return stated.getOrDefault(enumName + "." + value, value);
  }

  /** The name of a declared sequence. */
  String sequence(String name) {
    return stated.getOrDefault(
        ofSequence(name), DatabaseNames.CURRENT.derived(SchemaElement.sequence(name)));
  }

  /** The annotation that states the name, with a blank before it; empty if there is none. */
  String annotation(String word, String path) {
    return stated.containsKey(path)
        ? " @%s(\"%s\")"
            .formatted(word, stated.get(path).replace("\\", "\\\\").replace("\"", "\\\""))
        : "";
  }
}
