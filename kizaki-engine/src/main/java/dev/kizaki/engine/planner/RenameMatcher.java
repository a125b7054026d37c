package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Pairs what is gone with what is new, where one may have become the other. Each takes part in one
 * pair at most; the likeliest pair is made first, ties fall in the order of the schema.
 */
final class RenameMatcher {
  /** From this share on, two entities or enums are mostly alike. */
  private static final double MOSTLY = 0.5;

  /** What a type in common counts beside the likeness of names. */
  private static final double SAME_TYPE = 1;

  /** A pair, how likely it is, and what speaks for it. */
  record Pair<T>(T gone, T added, double score, String evidence) {}

  /** A pair with the other newcomers that the gone one might have become. */
  record Match<T>(Pair<T> pair, List<T> others) {}

  private RenameMatcher() {}

  /** Fields of one entity: the same type, or a similar name and a type it can be cast to. */
  static List<Match<Field>> fields(
      ShapeView before,
      ShapeView after,
      List<Field> gone,
      List<Field> added,
      BiPredicate<Field, Field> possible) {
    List<Pair<Field>> pairs = new ArrayList<>();
    for (Field old : gone) {
      for (Field fresh : added) {
        if (possible.test(old, fresh)) {
          field(before, after, old, fresh).ifPresent(pairs::add);
        }
      }
    }
    return oneToOne(pairs);
  }

  private static Optional<Pair<Field>> field(
      ShapeView before, ShapeView after, Field old, Field fresh) {
    double likeness = Similarity.of(old.name(), fresh.name());
    if (sameType(old.type(), fresh.type())) {
      return Optional.of(
          new Pair<>(old, fresh, SAME_TYPE + likeness, "both " + fresh.type().text()));
    }
    Optional<FieldType> from = before.columnType(old.type());
    Optional<FieldType> to = after.columnType(fresh.type());
    boolean castable =
        from.isPresent()
            && to.isPresent()
            && Conversion.between(from.get(), to.get()) != Conversion.QUESTION;
    return castable && likeness >= Similarity.SIMILAR
        ? Optional.of(
            new Pair<>(old, fresh, likeness, old.type().text() + " before, " + fresh.type().text()))
        : Optional.empty();
  }

  private static boolean sameType(FieldType old, FieldType fresh) {
    if (old instanceof FieldType.Reference one && fresh instanceof FieldType.Reference other) {
      return one.entity().equals(other.entity()) && one.field().equals(other.field());
    }
    return old.equals(fresh);
  }

  /** Entities that share most of their fields. */
  static List<Match<Entity>> entities(
      List<Entity> gone, List<Entity> added, BiPredicate<Entity, Entity> possible) {
    List<Pair<Entity>> pairs = new ArrayList<>();
    for (Entity old : gone) {
      for (Entity fresh : added) {
        int most = Math.max(old.fields().size(), fresh.fields().size());
        int alike = alike(old, fresh);
        double likeness = Similarity.of(old.name(), fresh.name());
        boolean mostly =
            alike >= MOSTLY * most && (alike > 1 || most == 1 && likeness >= Similarity.SIMILAR);
        if (mostly && possible.test(old, fresh)) {
          double share = (double) alike / most;
          pairs.add(
              new Pair<>(old, fresh, share + likeness, alike + " of " + most + " fields alike"));
        }
      }
    }
    return oneToOne(pairs);
  }

  private static int alike(Entity old, Entity fresh) {
    Map<String, Field> there = new HashMap<>();
    fresh.fields().forEach(field -> there.put(field.name(), field));
    return (int)
        old.fields().stream()
            .filter(field -> there.containsKey(field.name()))
            .filter(field -> alike(old, field, fresh, there.get(field.name())))
            .count();
  }

  private static boolean alike(Entity old, Field field, Entity fresh, Field other) {
    boolean bothToThemselves =
        field.reference().filter(to -> to.entity().equals(old.name())).isPresent()
            && other.reference().filter(to -> to.entity().equals(fresh.name())).isPresent();
    return bothToThemselves || sameType(field.type(), other.type());
  }

  /** Enums that share most of their values. */
  static List<Match<EnumType>> enums(
      List<EnumType> gone, List<EnumType> added, BiPredicate<EnumType, EnumType> possible) {
    List<Pair<EnumType>> pairs = new ArrayList<>();
    for (EnumType old : gone) {
      for (EnumType fresh : added) {
        Set<String> shared = new HashSet<>(old.values());
        shared.retainAll(fresh.values());
        int most = Math.max(old.values().size(), fresh.values().size());
        if (shared.size() >= MOSTLY * most && possible.test(old, fresh)) {
          double score = (double) shared.size() / most + Similarity.of(old.name(), fresh.name());
          pairs.add(new Pair<>(old, fresh, score, shared.size() + " of " + most + " values alike"));
        }
      }
    }
    return oneToOne(pairs);
  }

  /** Values of one enum: any that is gone may have become any that is new. */
  static List<Match<String>> values(
      List<String> gone, List<String> added, BiPredicate<String, String> possible) {
    List<Pair<String>> pairs = new ArrayList<>();
    for (String old : gone) {
      for (String fresh : added) {
        if (possible.test(old, fresh)) {
          pairs.add(new Pair<>(old, fresh, Similarity.of(old, fresh), ""));
        }
      }
    }
    return oneToOne(pairs);
  }

  private static <T> List<Match<T>> oneToOne(List<Pair<T>> pairs) {
    List<Pair<T>> likeliestFirst = new ArrayList<>(pairs);
    likeliestFirst.sort(Comparator.comparingDouble((Pair<T> pair) -> pair.score()).reversed());
    Set<T> taken = new HashSet<>();
    List<Match<T>> matches = new ArrayList<>();
    for (Pair<T> pair : likeliestFirst) {
      if (!taken.contains(pair.gone()) && !taken.contains(pair.added())) {
        taken.add(pair.gone());
        taken.add(pair.added());
        List<T> others =
            likeliestFirst.stream()
                .filter(other -> other.gone().equals(pair.gone()) && other != pair)
                .map(Pair::added)
                .toList();
        matches.add(new Match<>(pair, others));
      }
    }
    return matches;
  }
}
