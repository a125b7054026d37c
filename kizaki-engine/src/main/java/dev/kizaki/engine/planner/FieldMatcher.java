package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Pairs the fields of one entity. A pair needs the same type, or alike names and a type that values
 * can be cast to. How likely it is depends on the type, then on the names, then on what else is
 * alike.
 */
final class FieldMatcher {
  /**
   * The score is the sum of the type, the likeness of the names (0 to 1) and the circumstances. The
   * same type counts as much as the same name: a pair of two types needs alike names to be
   * considered at all, and by name and type it never ranks above a pair of one type.
   */
  private static final double SAME_TYPE = 1;

  /**
   * The circumstances choose among pairs whose names are about equally alike. The six of them, with
   * {@link #SAME_PLACE} twice, add up to {@link Similarity#SIMILAR}, so that even all of them count
   * no more than a similar name. The weaker ones, which many fields have in common by chance, count
   * half as much as the others.
   */
  private static final double SAME_PLACE = 0.1;

  private static final double SAME_ORDER = 0.05;
  private static final double SAME_NULLABILITY = 0.05;
  private static final double SAME_DEFAULT = 0.1;
  private static final double SAME_GROUPS = 0.1;

  /**
   * A field that fills itself seldom replaces one that does not. This outweighs the two neighbours,
   * because a field is often replaced in its place.
   */
  private static final double FILLED_OTHERWISE = -0.2;

  private final ShapeView before;
  private final ShapeView after;
  private final Entity old;
  private final Entity fresh;
  private final List<Field> gone;
  private final List<Field> added;

  private FieldMatcher(ShapeView before, ShapeView after, Entity old, Entity fresh) {
    this.before = before;
    this.after = after;
    this.old = old;
    this.fresh = fresh;
    this.gone = onlyIn(old, fresh);
    this.added = onlyIn(fresh, old);
  }

  /**
   * @param before the shape that the entity is in before, under the renames that are known or asked
   * @param possible whether nobody said otherwise
   */
  static List<Match<Field>> match(
      ShapeView before, ShapeView after, String entity, BiPredicate<Field, Field> possible) {
    FieldMatcher matcher =
        new FieldMatcher(
            before, after, before.entity(entity).orElseThrow(), after.entity(entity).orElseThrow());
    List<Pair<Field>> pairs = new ArrayList<>();
    for (Field old : matcher.gone) {
      for (Field fresh : matcher.added) {
        if (possible.test(old, fresh)) {
          matcher.pair(old, fresh).ifPresent(pairs::add);
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static List<Field> onlyIn(Entity one, Entity other) {
    Set<String> there = new HashSet<>();
    other.fields().forEach(field -> there.add(field.name()));
    return one.fields().stream().filter(field -> !there.contains(field.name())).toList();
  }

  private Optional<Pair<Field>> pair(Field one, Field other) {
    double likeness = Similarity.of(old.name(), one.name(), other.name());
    List<String> evidence = new ArrayList<>();
    if (isSameType(one.type(), other.type())) {
      evidence.add("both " + other.type().text());
    } else if (likeness >= Similarity.ALIKE && canBecome(one.type(), other.type())) {
      evidence.add(one.type().text() + " before, " + other.type().text() + " now");
    } else {
      return Optional.empty();
    }
    if (likeness >= Similarity.ALIKE) {
      evidence.add("names alike");
    }
    double type = isSameType(one.type(), other.type()) ? SAME_TYPE : 0;
    return Optional.of(
        new Pair<>(one, other, type + likeness + circumstances(one, other), evidence));
  }

  /** A reference to another entity keeps no value, so it was not renamed. */
  private boolean canBecome(FieldType one, FieldType other) {
    if (one instanceof FieldType.Reference && other instanceof FieldType.Reference) {
      return false;
    }
    Optional<FieldType> from = before.columnType(one);
    Optional<FieldType> to = after.columnType(other);
    return from.isPresent()
        && to.isPresent()
        && (Conversion.between(from.get(), to.get()) != Conversion.QUESTION
            || Conversion.isCast(from.get(), to.get()));
  }

  static boolean isSameType(FieldType old, FieldType fresh) {
    if (old instanceof FieldType.Reference one && fresh instanceof FieldType.Reference other) {
      return one.entity().equals(other.entity()) && one.field().equals(other.field());
    }
    return old.equals(fresh);
  }

  private double circumstances(Field one, Field other) {
    double score = 0;
    score += neighbour(old, one, -1).equals(neighbour(fresh, other, -1)) ? SAME_PLACE : 0;
    score += neighbour(old, one, 1).equals(neighbour(fresh, other, 1)) ? SAME_PLACE : 0;
    score += SAME_ORDER / (1 + Math.abs(order(gone, one) - order(added, other)));
    score += one.nullable() == other.nullable() ? SAME_NULLABILITY : 0;
    score += groups(old, one).equals(groups(fresh, other)) ? SAME_GROUPS : 0;
    if (one.defaultValue().equals(other.defaultValue())) {
      score += one.defaultValue().isPresent() ? SAME_DEFAULT : 0;
    } else if (fillsItself(one) || fillsItself(other)) {
      score += FILLED_OTHERWISE;
    }
    return score;
  }

  /** How many of the same type stand before it: those are what it is mistaken for. */
  private static long order(List<Field> fields, Field field) {
    return fields.stream()
        .takeWhile(each -> !each.equals(field))
        .filter(each -> isSameType(each.type(), field.type()))
        .count();
  }

  private static boolean fillsItself(Field field) {
    return field.defaultValue().filter(DefaultValue.Function.class::isInstance).isPresent();
  }

  /** The nearest field on one side that is there before and after; empty where there is none. */
  private String neighbour(Entity entity, Field field, int step) {
    List<Field> fields = entity.fields();
    for (int i = fields.indexOf(field) + step; i >= 0 && i < fields.size(); i += step) {
      String name = fields.get(i).name();
      if (old.field(name).isPresent() && fresh.field(name).isPresent()) {
        return name;
      }
    }
    return "";
  }

  /** What kinds of keys, uniques and indexes the field is in, and over how many fields. */
  private static List<String> groups(Entity entity, Field field) {
    return entity
        .groups()
        .filter(group -> group.fields().contains(field.name()))
        .map(group -> group.getClass().getSimpleName() + group.fields().size())
        .toList();
  }
}
