package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Pairs entities that share a field, the type of their keys, or a field of another entity that
 * referred to the dropped one before and refers to the added one now. If one entity goes and one
 * comes, they are a pair, too: only a person knows whether the rows are to stay.
 *
 * <p>A pair is likely if it shares most of its fields. A smaller share is enough if the names are
 * similar, or if a field referred to both. Fields that most entities of a schema have, such as an
 * id or the time of creation, do not make a pair likely.
 */
final class EntityMatcher {
  /** With at least this share of common fields, two entities are mostly alike. */
  private static final double MOSTLY = 0.5;

  /** With at least this share, two entities may be one if something else suggests it. */
  private static final double PARTLY = 0.3;

  /**
   * The score of a common referrer. It is added to the share of common fields and the similarity of
   * the names.
   */
  private static final double SAME_REFERRER = 0.5;

  /** With fewer entities, a field is never treated as common to the whole schema. */
  private static final int FEWEST_FOR_COMMON_FIELDS = 4;

  private final ShapeView before;
  private final List<Entity> dropped;
  private final List<Entity> added;
  private final BiPredicate<Entity, Entity> possible;
  private final RenameCandidates<Entity> candidates;
  private final Map<String, Integer> holders = new HashMap<>();
  private final EntityTraits traits;

  /**
   * The names of the added entities by the names of the dropped ones, as far as they are paired.
   */
  private Map<String, String> newNames = Map.of();

  private EntityMatcher(
      ShapeView before,
      ShapeView after,
      List<Entity> dropped,
      List<Entity> added,
      BiPredicate<Entity, Entity> possible) {
    this.before = before;
    this.dropped = dropped;
    this.added = added;
    this.possible = possible;
    this.traits = new EntityTraits(before, after);
    before
        .entities()
        .forEach(entity -> entity.fields().forEach(f -> holders.merge(f.name(), 1, Integer::sum)));
    this.candidates = new RenameCandidates<>(added, traits::of);
  }

  /**
   * @param before the shape before the migration, after the certain and the open renames
   * @param possible false for a pair that an answer excludes
   */
  static List<Match<Entity>> match(
      ShapeView before,
      ShapeView after,
      List<Entity> dropped,
      List<Entity> added,
      BiPredicate<Entity, Entity> possible) {
    if (dropped.isEmpty() || added.isEmpty()) {
      return List.of();
    }
    EntityMatcher matcher = new EntityMatcher(before, after, dropped, added, possible);
    // The second pass knows the new names, so that references between renamed entities are alike.
    Map<String, String> newNames = new HashMap<>();
    matcher
        .matches()
        .forEach(match -> newNames.put(match.pair().dropped().name(), match.pair().added().name()));
    matcher.newNames = newNames;
    return matcher.matches();
  }

  private List<Match<Entity>> matches() {
    List<Pair<Entity>> pairs = new ArrayList<>();
    for (Entity old : dropped) {
      for (Entity added : isOnlyPair() ? added : candidates.of(old)) {
        if (possible.test(old, added)) {
          pair(old, added).ifPresent(pairs::add);
        }
      }
    }
    List<Match<Entity>> matches = new ArrayList<>(RenameMatcher.oneToOne(pairs));
    matches.addAll(pairsOfRest(matches));
    return matches;
  }

  private boolean isOnlyPair() {
    return dropped.size() == 1 && added.size() == 1;
  }

  /**
   * Pairs what no rare trait has paired: each dropped entity with the first added one that shares
   * any trait. Each is looked at once for each trait, so the time stays linear.
   */
  private List<Match<Entity>> pairsOfRest(List<Match<Entity>> matches) {
    Set<String> paired = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (Match<Entity> match : matches) {
      paired.add(match.pair().dropped().name());
      taken.add(match.pair().added().name());
    }
    Map<String, Deque<Entity>> waiting = new HashMap<>();
    for (Entity each : added) {
      if (!taken.contains(each.name())) {
        traits
            .of(each)
            .forEach(trait -> waiting.computeIfAbsent(trait, any -> new ArrayDeque<>()).add(each));
      }
    }
    List<Match<Entity>> rest = new ArrayList<>();
    for (Entity old : dropped) {
      if (!paired.contains(old.name())) {
        firstWith(traits.of(old), waiting, taken)
            .filter(each -> possible.test(old, each))
            .flatMap(each -> pair(old, each))
            .ifPresent(
                pair -> {
                  taken.add(pair.added().name());
                  rest.add(new Match<>(pair, List.of(), List.of()));
                });
      }
    }
    return rest;
  }

  private static Optional<Entity> firstWith(
      Set<String> traits, Map<String, Deque<Entity>> waiting, Set<String> taken) {
    for (String trait : traits) {
      Deque<Entity> holders = waiting.getOrDefault(trait, new ArrayDeque<>());
      while (!holders.isEmpty() && taken.contains(holders.peek().name())) {
        holders.remove();
      }
      if (!holders.isEmpty()) {
        return Optional.of(holders.peek());
      }
    }
    return Optional.empty();
  }

  private Optional<Pair<Entity>> pair(Entity old, Entity added) {
    List<Field> alike = alike(old, added);
    int most = Math.max(old.fields().size(), added.fields().size());
    double share = (double) alike.size() / most;
    double likeness = Similarity.of(old.name(), added.name());
    boolean similar = likeness >= Similarity.SIMILAR;
    Set<String> referrers = traits.commonReferrers(old, added);
    boolean distinctive = alike.stream().anyMatch(this::isDistinctive);
    boolean mostly = share >= MOSTLY && (alike.size() > 1 || most == 1) && (distinctive || similar);
    boolean partly = share >= PARTLY && distinctive && (similar || !referrers.isEmpty());
    boolean likely = (mostly || partly) && (most > 1 || similar);
    boolean sameKey = EntityTraits.keyTypes(old).equals(EntityTraits.keyTypes(added));
    if (alike.isEmpty() && referrers.isEmpty() && !sameKey && !isOnlyPair()) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add("%d of %d fields alike".formatted(alike.size(), most));
    referrers.stream().limit(1).forEach(path -> evidence.add("%s refers to both".formatted(path)));
    double score = share + likeness + (referrers.isEmpty() ? 0 : SAME_REFERRER);
    return Optional.of(new Pair<>(old, added, score, evidence, likely));
  }

  private boolean isDistinctive(Field field) {
    int all = before.entities().size();
    return all < FEWEST_FOR_COMMON_FIELDS || holders.getOrDefault(field.name(), 0) <= all / 2;
  }

  /** The fields of the dropped entity that the added one has too. */
  private List<Field> alike(Entity old, Entity added) {
    Map<String, Field> fieldsAfter = new HashMap<>();
    added.fields().forEach(field -> fieldsAfter.put(field.name(), field));
    return old.fields().stream()
        .filter(field -> fieldsAfter.containsKey(field.name()))
        .filter(field -> isAlike(old, field, added, fieldsAfter.get(field.name())))
        .toList();
  }

  private boolean isAlike(Entity old, Field field, Entity added, Field other) {
    if (field.type() instanceof FieldType.Reference one
        && other.type() instanceof FieldType.Reference two) {
      boolean bothToThemselves =
          one.entity().equals(old.name()) && two.entity().equals(added.name());
      return bothToThemselves
          || two.entity().equals(newNames.getOrDefault(one.entity(), one.entity()))
              && two.field().equals(one.field());
    }
    return field.type().equals(other.type());
  }
}
