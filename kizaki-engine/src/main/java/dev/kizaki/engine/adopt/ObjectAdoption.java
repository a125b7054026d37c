package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.catalog.ObjectUse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds which objects in SQL can be managed: those whose text is known, and that use only what is
 * managed. An object that stays unmanaged can make others unmanaged that use it.
 */
final class ObjectAdoption {
  private static final Set<String> MACHINE = Set.of("c", "internal");

  private final FoundSchema found;

  /** By their names in the database: what an object uses has a kind too, and words have none. */
  private final Set<String> managed;

  private final Set<String> tables;
  private final Set<String> sequences;
  private final Set<ObjectSignature> circles;
  private final Map<ObjectSignature, FoundObject> adopted;
  private final Map<ObjectSignature, Unmanaged> unmanaged = new TreeMap<>();

  private ObjectAdoption(
      FoundSchema found, Set<String> managed, Collection<ObjectSignature> without) {
    this.found = found;
    this.managed = managed;
    this.tables = found.tables().keySet();
    this.sequences = found.sequences().keySet();
    this.adopted = new TreeMap<>(found.sqlObjects().objects());
    this.circles = ObjectUses.inCircles(adopted.values());
    adopted.keySet().removeAll(without);
  }

  /**
   * @param managed the managed tables, enums and sequences by their names in the database
   * @param without objects of which it is known already that they stay unmanaged
   */
  static ObjectAdoption of(
      FoundSchema found, Set<String> managed, Collection<ObjectSignature> without) {
    ObjectAdoption adoption = new ObjectAdoption(found, managed, without);
    boolean more = true;
    while (more) {
      more = false;
      for (FoundObject each : Set.copyOf(adoption.adopted.values())) {
        Optional<Unmanaged> reason = adoption.reason(each);
        reason.ifPresent(why -> adoption.leave(each, why));
        more |= reason.isPresent();
      }
    }
    return adoption;
  }

  private void leave(FoundObject object, Unmanaged reason) {
    unmanaged.put(object.signature(), reason);
    adopted.remove(object.signature());
  }

  Collection<FoundObject> adopted() {
    return adopted.values();
  }

  /** Why objects stay unmanaged. */
  Collection<Unmanaged> unmanaged() {
    return unmanaged.values();
  }

  boolean isAdopted(ObjectSignature signature) {
    return adopted.containsKey(signature);
  }

  /** The extensions that the objects need. */
  Set<String> extensions() {
    return adopted.values().stream()
        .flatMap(each -> each.uses().stream())
        .filter(ObjectUse.Extension.class::isInstance)
        .map(use -> ((ObjectUse.Extension) use).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Unmanaged> reason(FoundObject object) {
    if (object.commands().isEmpty()) {
      return because(object, "adopt has no text for objects of its kind", "");
    }
    if (object.language().filter(MACHINE::contains).isPresent()) {
      return because(object, "it is written in the language " + object.language().get(), "");
    }
    return object.uses().stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .flatMap(use -> reason(object, use).stream())
        .findFirst()
        .or(() -> ofBody(object))
        .or(
            () ->
                circles.contains(object.signature())
                    ? because(object, "it uses itself through others", "")
                    : Optional.empty());
  }

  private Optional<Unmanaged> reason(FoundObject object, ObjectUse use) {
    if (use instanceof ObjectUse.Elsewhere elsewhere) {
      return because(object, "it uses an object of another schema", elsewhere.text());
    }
    if (use instanceof ObjectUse.Extension extension) {
      return extension.here()
          ? Optional.empty()
          : because(object, "it uses an extension of another schema", extension.name());
    }
    ObjectUse.Own own = (ObjectUse.Own) use;
    if (isManaged(own)) {
      return Optional.empty();
    }
    return because(
        object,
        found.sqlObjects().object(own.signature()).isPresent()
            ? "it uses an object that stays unmanaged"
            : "it uses a table that stays unmanaged",
        own.signature().text());
  }

  /** Whether something of the schema is managed. The sequence of a column is so with its table. */
  private boolean isManaged(ObjectUse.Own use) {
    return adopted.containsKey(use.signature())
        || use.signature().kind() == Kind.SEQUENCE && !sequences.contains(use.name())
        || managed.contains(use.name())
            && (use.signature().kind() == Kind.TABLE
                || use.signature().kind() == Kind.ENUM
                || use.signature().kind() == Kind.SEQUENCE);
  }

  /** A function with a body of text cannot be made where a table that it names is missing. */
  private Optional<Unmanaged> ofBody(FoundObject object) {
    if (object.body() != FoundObject.Body.TEXT) {
      return Optional.empty();
    }
    Set<String> words = BodyWords.of(object);
    return Stream.concat(
            tables.stream().filter(each -> !managed.contains(each)),
            unmanaged.keySet().stream()
                .flatMap(each -> found.sqlObjects().object(each).stream())
                .map(FoundObject::name))
        .filter(each -> !each.equals(object.name()) && words.contains(each))
        .sorted()
        .findFirst()
        .flatMap(name -> because(object, "its body names something that stays unmanaged", name));
  }

  private static Optional<Unmanaged> because(FoundObject object, String reason, String detail) {
    return Optional.of(new Unmanaged(object.signature().text(), reason, detail));
  }
}
