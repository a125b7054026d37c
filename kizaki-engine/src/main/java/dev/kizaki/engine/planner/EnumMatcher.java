package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs enums that share a value, or a field whose type they are before and after, and those with
 * similar names; case and underscores of values are ignored. If one enum goes and one comes, they
 * are a pair, too.
 *
 * <p>A pair is likely if it shares most values. It is also likely if it shares a field, and a value
 * or a similar name.
 */
final class EnumMatcher {
  /** With at least this share of common values, two enums are mostly alike. */
  private static final double MOSTLY = 0.5;

  /**
   * The score of a field that uses both. It is added to the share of common values and the
   * similarity of the names.
   */
  private static final double SAME_USER = 0.5;

  private final Map<String, Set<String>> usersBefore;
  private final Map<String, Set<String>> usersAfter;

  /** Whether one enum goes and one comes. */
  private final boolean isOnlyPair;

  private EnumMatcher(ShapeView before, ShapeView after, boolean isOnlyPair) {
    this.isOnlyPair = isOnlyPair;
    usersBefore = users(before);
    usersAfter = users(after);
  }

  static List<Match<EnumType>> match(
      ShapeView before,
      ShapeView after,
      List<EnumType> dropped,
      List<EnumType> added,
      BiPredicate<EnumType, EnumType> possible) {
    if (dropped.isEmpty() || added.isEmpty()) {
      return List.of();
    }
    EnumMatcher matcher = new EnumMatcher(before, after, dropped.size() == 1 && added.size() == 1);
    RenameCandidates<EnumType> candidates = new RenameCandidates<>(added, matcher::traits);
    List<Pair<EnumType>> pairs = new ArrayList<>();
    for (EnumType old : dropped) {
      for (EnumType current : matcher.isOnlyPair ? added : candidates.of(old)) {
        if (possible.test(old, current)) {
          matcher.pair(old, current).ifPresent(pairs::add);
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static Map<String, Set<String>> users(ShapeView shape) {
    return shape
        .fieldsWhere(field -> field.enumName().isPresent())
        .collect(
            Collectors.groupingBy(
                user -> user.field().enumName().orElseThrow(),
                Collectors.mapping(user -> user.path(), Collectors.toCollection(TreeSet::new))));
  }

  private Set<String> traits(EnumType enumType) {
    Set<String> traits = new TreeSet<>();
    folded(enumType).forEach(value -> traits.add("value " + value));
    NameWords.of(enumType.name()).words().forEach(word -> traits.add("word " + word));
    Stream.of(usersBefore, usersAfter)
        .flatMap(users -> users.getOrDefault(enumType.name(), Set.of()).stream())
        .forEach(user -> traits.add("of " + user));
    return traits;
  }

  private Optional<Pair<EnumType>> pair(EnumType old, EnumType current) {
    Set<String> shared = folded(old);
    shared.retainAll(folded(current));
    int most = Math.max(old.values().size(), current.values().size());
    Set<String> users = new TreeSet<>(usersBefore.getOrDefault(old.name(), Set.of()));
    users.retainAll(usersAfter.getOrDefault(current.name(), Set.of()));
    double likeness = Similarity.of(old.name(), current.name());
    boolean similar = likeness >= Similarity.SIMILAR;
    if (shared.isEmpty() && users.isEmpty() && !similar && !isOnlyPair) {
      return Optional.empty();
    }
    boolean likely =
        shared.size() >= MOSTLY * most || !users.isEmpty() && (!shared.isEmpty() || similar);
    List<String> evidence = new ArrayList<>();
    evidence.add("%d of %d values alike".formatted(shared.size(), most));
    users.stream().limit(1).forEach(user -> evidence.add("both of %s".formatted(user)));
    double score = (double) shared.size() / most + likeness + (users.isEmpty() ? 0 : SAME_USER);
    return Optional.of(new Pair<>(old, current, score, evidence, likely));
  }

  private static Set<String> folded(EnumType enumType) {
    Set<String> folded = new HashSet<>();
    enumType.values().forEach(value -> folded.add(value.replace("_", "").toLowerCase(Locale.ROOT)));
    return folded;
  }
}
