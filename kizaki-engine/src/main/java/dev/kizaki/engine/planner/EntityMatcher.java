package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Pairs entities that share most of their fields, or fewer if the name is similar or the same field
 * referred to the one and refers to the other.
 *
 * <p>Fields that most entities of a schema have, such as an id and the time of creation, do not
 * make two alike by themselves.
 */
final class EntityMatcher {
  /** From this share on, two entities are mostly alike. */
  private static final double MOSTLY = 0.5;

  /** From this share on they may be one if something else speaks for it. */
  private static final double PARTLY = 0.3;

  /** What a common referrer counts beside the share of fields and the likeness of names. */
  private static final double SAME_REFERRER = 0.5;

  /** With fewer entities nothing can be called a habit of the schema. */
  private static final int FEWEST_FOR_HABITS = 4;

  private final ShapeView before;
  private final List<Entity> gone;
  private final List<Entity> added;
  private final BiPredicate<Entity, Entity> possible;
  private final RenameCandidates<Entity> likely;
  private final Map<String, Integer> holders = new HashMap<>();
  private final Map<String, Set<String>> referrersBefore;
  private final Map<String, Set<String>> referrersAfter;

  /** Which newcomer stands for which that is gone, as far as is known. */
  private Map<String, String> newNames = Map.of();

  private EntityMatcher(
      ShapeView before,
      ShapeView after,
      List<Entity> gone,
      List<Entity> added,
      BiPredicate<Entity, Entity> possible) {
    this.before = before;
    this.gone = gone;
    this.added = added;
    this.possible = possible;
    this.referrersBefore = referrers(before);
    this.referrersAfter = referrers(after);
    before
        .entities()
        .forEach(entity -> entity.fields().forEach(f -> holders.merge(f.name(), 1, Integer::sum)));
    this.likely = new RenameCandidates<>(added, this::traits);
  }

  /**
   * @param before the shape before, under the renames that are known or asked
   * @param possible whether nobody said otherwise
   */
  static List<Match<Entity>> match(
      ShapeView before,
      ShapeView after,
      List<Entity> gone,
      List<Entity> added,
      BiPredicate<Entity, Entity> possible) {
    if (gone.isEmpty() || added.isEmpty()) {
      return List.of();
    }
    EntityMatcher matcher = new EntityMatcher(before, after, gone, added, possible);
    // Entities that refer to each other are more alike once the others' new names are known.
    Map<String, String> newNames = new HashMap<>();
    matcher
        .matches()
        .forEach(match -> newNames.put(match.pair().gone().name(), match.pair().added().name()));
    matcher.newNames = newNames;
    return matcher.matches();
  }

  private List<Match<Entity>> matches() {
    List<Pair<Entity>> pairs = new ArrayList<>();
    for (Entity old : gone) {
      for (Entity fresh : likely.of(old)) {
        if (possible.test(old, fresh)) {
          pair(old, fresh).ifPresent(pairs::add);
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  /** The fields of others that refer to each entity. */
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

  private Set<String> traits(Entity entity) {
    Set<String> traits = new TreeSet<>();
    for (Field field : entity.fields()) {
      traits.add("field " + field.name());
      traits.add("field " + field.name() + ": " + field.type().text());
    }
    NameWords.of(entity.name()).words().forEach(word -> traits.add("word " + word));
    Stream.of(referrersBefore, referrersAfter)
        .flatMap(referrers -> referrers.getOrDefault(entity.name(), Set.of()).stream())
        .forEach(path -> traits.add("of " + path));
    return traits;
  }

  private Optional<Pair<Entity>> pair(Entity old, Entity fresh) {
    List<Field> alike = alike(old, fresh);
    int most = Math.max(old.fields().size(), fresh.fields().size());
    double share = (double) alike.size() / most;
    double likeness = Similarity.of(old.name(), fresh.name());
    boolean similar = likeness >= Similarity.SIMILAR;
    Set<String> referrers = new TreeSet<>(referrersBefore.getOrDefault(old.name(), Set.of()));
    referrers.retainAll(referrersAfter.getOrDefault(fresh.name(), Set.of()));
    boolean telling = alike.stream().anyMatch(this::isTelling);
    boolean mostly = share >= MOSTLY && (alike.size() > 1 || most == 1) && (telling || similar);
    boolean partly = share >= PARTLY && telling && (similar || !referrers.isEmpty());
    if (!mostly && !partly || most == 1 && !similar) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(alike.size() + " of " + most + " fields alike");
    referrers.stream().limit(1).forEach(path -> evidence.add(path + " refers to both"));
    double score = share + likeness + (referrers.isEmpty() ? 0 : SAME_REFERRER);
    return Optional.of(new Pair<>(old, fresh, score, evidence));
  }

  private boolean isTelling(Field field) {
    int all = before.entities().size();
    return all < FEWEST_FOR_HABITS || holders.getOrDefault(field.name(), 0) <= all / 2;
  }

  /** The fields of the one that the other has too. */
  private List<Field> alike(Entity old, Entity fresh) {
    Map<String, Field> there = new HashMap<>();
    fresh.fields().forEach(field -> there.put(field.name(), field));
    return old.fields().stream()
        .filter(field -> there.containsKey(field.name()))
        .filter(field -> isAlike(old, field, fresh, there.get(field.name())))
        .toList();
  }

  private boolean isAlike(Entity old, Field field, Entity fresh, Field other) {
    if (field.type() instanceof FieldType.Reference one
        && other.type() instanceof FieldType.Reference two) {
      boolean bothToThemselves =
          one.entity().equals(old.name()) && two.entity().equals(fresh.name());
      return bothToThemselves
          || two.entity().equals(newNames.getOrDefault(one.entity(), one.entity()))
              && two.field().equals(one.field());
    }
    return field.type().equals(other.type());
  }
}
