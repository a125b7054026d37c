package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs sequences from which a field takes its numbers before and after, and those with similar
 * names. If one sequence goes and one comes, they are a pair, too. A pair that shares a field or
 * has similar names is likely.
 */
final class SequenceMatcher {
  /** The score of a field that uses both, beside the similarity of the names. */
  private static final double SAME_USER = 0.5;

  private static final double SAME_OPTIONS = 0.1;

  private final Map<String, Set<String>> usersBefore;
  private final Map<String, Set<String>> usersAfter;

  /** Whether one sequence goes and one comes. */
  private final boolean isOnlyPair;

  private SequenceMatcher(ShapeView before, ShapeView after, boolean isOnlyPair) {
    this.isOnlyPair = isOnlyPair;
    usersBefore = users(before);
    usersAfter = users(after);
  }

  static List<Match<DeclaredSequence>> match(
      ShapeView before,
      ShapeView after,
      List<DeclaredSequence> dropped,
      List<DeclaredSequence> added,
      BiPredicate<DeclaredSequence, DeclaredSequence> possible) {
    if (dropped.isEmpty() || added.isEmpty()) {
      return List.of();
    }
    SequenceMatcher matcher =
        new SequenceMatcher(before, after, dropped.size() == 1 && added.size() == 1);
    RenameCandidates<DeclaredSequence> candidates = new RenameCandidates<>(added, matcher::traits);
    List<Pair<DeclaredSequence>> pairs = new ArrayList<>();
    for (DeclaredSequence old : dropped) {
      for (DeclaredSequence current : matcher.isOnlyPair ? added : candidates.of(old)) {
        if (possible.test(old, current)) {
          matcher.pair(old, current).ifPresent(pairs::add);
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static Map<String, Set<String>> users(ShapeView shape) {
    return shape
        .fieldsWhere(field -> field.sequenceName().isPresent())
        .collect(
            Collectors.groupingBy(
                user -> user.field().sequenceName().orElseThrow(),
                Collectors.mapping(user -> user.path(), Collectors.toCollection(TreeSet::new))));
  }

  private Set<String> traits(DeclaredSequence sequence) {
    Set<String> traits = new TreeSet<>();
    NameWords.of(sequence.name()).words().forEach(word -> traits.add("word " + word));
    Stream.of(usersBefore, usersAfter)
        .flatMap(users -> users.getOrDefault(sequence.name(), Set.of()).stream())
        .forEach(user -> traits.add("of " + user));
    return traits;
  }

  private Optional<Pair<DeclaredSequence>> pair(DeclaredSequence old, DeclaredSequence current) {
    Set<String> users = new TreeSet<>(usersBefore.getOrDefault(old.name(), Set.of()));
    users.retainAll(usersAfter.getOrDefault(current.name(), Set.of()));
    double likeness = Similarity.of(old.name(), current.name());
    boolean similar = likeness >= Similarity.SIMILAR;
    if (users.isEmpty() && !similar && !isOnlyPair) {
      return Optional.empty();
    }
    boolean sameOptions = old.options().equals(current.options());
    List<String> evidence = new ArrayList<>();
    users.stream().limit(1).forEach(user -> evidence.add("both of %s".formatted(user)));
    evidence.add(sameOptions ? "the same options" : "other options");
    double score = likeness + (users.isEmpty() ? 0 : SAME_USER) + (sameOptions ? SAME_OPTIONS : 0);
    return Optional.of(new Pair<>(old, current, score, evidence, similar || !users.isEmpty()));
  }
}
