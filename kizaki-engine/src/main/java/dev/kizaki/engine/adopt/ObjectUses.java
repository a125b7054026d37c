package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.catalog.ObjectUse;
import dev.kizaki.engine.catalog.Property;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What adopted objects use, as names in Inspire: what the catalog records, and what the words of a
 * body of text name, as long as that leads to no circle.
 */
final class ObjectUses {
  private final FoundSchema found;
  private final AdoptedNames names;
  private final Map<ObjectSignature, FoundObject> objects = new TreeMap<>();
  private final Set<String> tables;
  private final Map<String, FoundTable> all;
  private final Map<String, String> owners = new HashMap<>();
  private final ObjectGraph graph = new ObjectGraph();
  private final Map<ObjectSignature, SortedSet<String>> recorded = new HashMap<>();
  private final Map<ObjectSignature, SortedSet<String>> guessed = new HashMap<>();

  /**
   * @param adopted the objects that are managed
   * @param tables the tables that are managed
   */
  ObjectUses(
      FoundSchema found, AdoptedNames names, Collection<FoundObject> adopted, Set<String> tables) {
    this.found = found;
    this.names = names;
    this.tables = tables;
    this.all = found.tables();
    adopted.forEach(each -> objects.put(each.signature(), each));
    for (String table : tables) {
      all.get(table).parts().forEach(part -> ofTable(table, part));
      usesOfTable(table).forEach(use -> graph.add(node(table), node(use)));
    }
    objects.values().forEach(this::record);
    objects.values().forEach(this::guess);
  }

  private void ofTable(String table, CatalogObject part) {
    if (part.name().kind() == ObjectKind.FOREIGN_KEY) {
      graph.add(node(table), node(part.values(Property.TARGET).get(1)));
    }
    if (part.name().kind() == ObjectKind.COLUMN && !part.values(Property.SEQUENCE).isEmpty()) {
      owners.put(part.values(Property.SEQUENCE).get(0), table);
    }
  }

  private Stream<ObjectSignature> usesOfTable(String table) {
    return found.sqlObjects().usedByTables().getOrDefault(table, Set.of()).stream()
        .filter(ObjectUse.Own.class::isInstance)
        .map(use -> ((ObjectUse.Own) use).signature())
        .filter(objects::containsKey);
  }

  private void record(FoundObject object) {
    SortedSet<String> uses = new TreeSet<>();
    for (ObjectUse use : object.uses()) {
      if (use instanceof ObjectUse.Own own) {
        element(own.signature(), own.name()).ifPresent(uses::add);
        graph.add(node(object.signature()), node(own));
      }
    }
    recorded.put(object.signature(), uses);
  }

  private String node(ObjectUse.Own use) {
    return use.signature().kind() == Kind.TABLE
        ? node(use.name())
        : use.signature().kind() == Kind.SEQUENCE && owners.containsKey(use.name())
            ? node(owners.get(use.name()))
            : node(use.signature());
  }

  private static String node(String table) {
    return "table " + table;
  }

  private static String node(ObjectSignature signature) {
    return "the " + signature.text();
  }

  private Optional<String> element(ObjectSignature signature, String name) {
    return switch (signature.kind()) {
      case TABLE -> Optional.of(names.entity(name));
      case ENUM -> Optional.of(names.enumType(name));
      case SEQUENCE ->
          Optional.ofNullable(owners.get(name))
              .map(names::entity)
              .or(() -> Optional.ofNullable(names.sequence(name)));
      default -> Optional.of(signature).filter(objects::containsKey).map(names.objects()::name);
    };
  }

  private void guess(FoundObject object) {
    SortedSet<String> uses = new TreeSet<>();
    String own = node(object.signature());
    Set<String> words = BodyWords.of(object);
    if (!words.isEmpty()) {
      tables.stream()
          .filter(words::contains)
          .sorted()
          .filter(each -> isFree(own, node(each)))
          .forEach(each -> uses.add(names.entity(each)));
      found.enums().keySet().stream()
          .filter(words::contains)
          .forEach(each -> uses.add(names.enumType(each)));
      found.sequences().keySet().stream()
          .filter(words::contains)
          .forEach(each -> uses.add(names.sequence(each)));
      objects.values().stream()
          .filter(each -> words.contains(each.name()) && isCalled(each))
          .filter(each -> !each.signature().equals(object.signature()))
          .filter(each -> isFree(own, node(each.signature())))
          .forEach(each -> uses.add(names.objects().name(each.signature())));
      uses.removeAll(recorded.get(object.signature()));
    }
    guessed.put(object.signature(), uses);
  }

  /** A body does not name triggers and the like. */
  private static boolean isCalled(FoundObject object) {
    return object.relation().isEmpty() && !object.name().isEmpty();
  }

  private boolean isFree(String user, String used) {
    if (user.equals(used) || graph.leads(used, user)) {
      return false;
    }
    graph.add(user, used);
    return true;
  }

  /** What the catalog records. */
  SortedSet<String> recorded(ObjectSignature signature) {
    return recorded.get(signature);
  }

  /** What the words of a body name beyond that. */
  SortedSet<String> guessed(ObjectSignature signature) {
    return guessed.get(signature);
  }

  /** An object that a table needs, and that needs the table. */
  Optional<ObjectSignature> needsItself(String table) {
    return usesOfTable(table)
        .filter(each -> graph.leads(node(each), node(table)))
        .sorted()
        .findFirst();
  }

  /** The objects that use themselves through others. Operators that name each other are one. */
  static Set<ObjectSignature> inCircles(Collection<FoundObject> objects) {
    ObjectGraph graph = new ObjectGraph();
    for (FoundObject each : objects) {
      for (ObjectUse use : each.uses()) {
        if (use instanceof ObjectUse.Own own
            && !(own.signature().kind() == Kind.OPERATOR
                && each.signature().kind() == Kind.OPERATOR)) {
          graph.add(node(each.signature()), node(own.signature()));
        }
      }
    }
    return objects.stream()
        .map(FoundObject::signature)
        .filter(each -> graph.leads(node(each), node(each)))
        .collect(Collectors.toSet());
  }
}
