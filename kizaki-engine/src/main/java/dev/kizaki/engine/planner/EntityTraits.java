package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ShapeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What entities can have in common, as texts: two entities that share none are not compared. */
final class EntityTraits {
  private final Map<String, Set<String>> referrersBefore;
  private final Map<String, Set<String>> referrersAfter;

  EntityTraits(ShapeView before, ShapeView after) {
    this.referrersBefore = referrers(before);
    this.referrersAfter = referrers(after);
  }

  /** The fields of other entities that refer to each entity. */
  private static Map<String, Set<String>> referrers(ShapeView shape) {
    Map<String, Set<String>> referrers = new HashMap<>();
    shape
        .fieldsWhere(field -> field.reference().isPresent())
        .forEach(
            referrer -> {
              String to = referrer.field().reference().orElseThrow().entity();
              if (!to.equals(referrer.entity().name())) {
                referrers.computeIfAbsent(to, key -> new TreeSet<>()).add(referrer.path());
              }
            });
    return referrers;
  }

  Set<String> of(Entity entity) {
    Set<String> traits = new TreeSet<>();
    for (Field field : entity.fields()) {
      traits.add("field " + field.name());
      traits.add("field " + field.name() + ": " + field.type().text());
    }
    traits.add("key " + keyTypes(entity));
    NameWords.of(entity.name()).words().forEach(word -> traits.add("word " + word));
    Stream.of(referrersBefore, referrersAfter)
        .flatMap(referrers -> referrers.getOrDefault(entity.name(), Set.of()).stream())
        .forEach(path -> traits.add("of " + path));
    return traits;
  }

  /** The fields that referred to the one entity before and refer to the other now. */
  SortedSet<String> commonReferrers(Entity before, Entity after) {
    SortedSet<String> common = new TreeSet<>(referrersBefore.getOrDefault(before.name(), Set.of()));
    common.retainAll(referrersAfter.getOrDefault(after.name(), Set.of()));
    return common;
  }

  /** The types of the fields of the key, in its order. */
  static List<String> keyTypes(Entity entity) {
    return entity.key().stream()
        .flatMap(key -> key.fields().stream())
        .flatMap(name -> entity.field(name).stream())
        .map(field -> field.type().text())
        .toList();
  }
}
