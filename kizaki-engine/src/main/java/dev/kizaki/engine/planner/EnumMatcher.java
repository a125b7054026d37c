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
 * Pairs enums that share most of their values, case aside, or are the type of one field before and
 * after and share a value or a similar name.
 */
final class EnumMatcher {
  /** From this share on, two enums are mostly alike. */
  private static final double MOSTLY = 0.5;

  /** What a field in common counts beside the share of values and the likeness of names. */
  private static final double SAME_USER = 0.5;

  private final Map<String, Set<String>> usersBefore;
  private final Map<String, Set<String>> usersAfter;

  private EnumMatcher(ShapeView before, ShapeView after) {
    usersBefore = users(before);
    usersAfter = users(after);
  }

  static List<Match<EnumType>> match(
      ShapeView before,
      ShapeView after,
      List<EnumType> gone,
      List<EnumType> added,
      BiPredicate<EnumType, EnumType> possible) {
    if (gone.isEmpty() || added.isEmpty()) {
      return List.of();
    }
    EnumMatcher matcher = new EnumMatcher(before, after);
    RenameCandidates<EnumType> likely = new RenameCandidates<>(added, matcher::traits);
    List<Pair<EnumType>> pairs = new ArrayList<>();
    for (EnumType old : gone) {
      for (EnumType fresh : likely.of(old)) {
        if (possible.test(old, fresh)) {
          matcher.pair(old, fresh).ifPresent(pairs::add);
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

  private Optional<Pair<EnumType>> pair(EnumType old, EnumType fresh) {
    Set<String> shared = folded(old);
    shared.retainAll(folded(fresh));
    int most = Math.max(old.values().size(), fresh.values().size());
    Set<String> users = new TreeSet<>(usersBefore.getOrDefault(old.name(), Set.of()));
    users.retainAll(usersAfter.getOrDefault(fresh.name(), Set.of()));
    double likeness = Similarity.of(old.name(), fresh.name());
    boolean similar = likeness >= Similarity.SIMILAR;
    if (shared.size() < MOSTLY * most && (users.isEmpty() || shared.isEmpty() && !similar)) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(shared.size() + " of " + most + " values alike");
    users.stream().limit(1).forEach(user -> evidence.add("both of " + user));
    double score = (double) shared.size() / most + likeness + (users.isEmpty() ? 0 : SAME_USER);
    return Optional.of(new Pair<>(old, fresh, score, evidence));
  }

  private static Set<String> folded(EnumType enumType) {
    Set<String> folded = new HashSet<>();
    enumType.values().forEach(value -> folded.add(value.replace("_", "").toLowerCase(Locale.ROOT)));
    return folded;
  }
}
