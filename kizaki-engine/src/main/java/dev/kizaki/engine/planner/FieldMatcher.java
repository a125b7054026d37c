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
 * Pairs the fields of one entity. A pair needs the same type, or similar names and a type that the
 * values can be cast to. The score depends on the type, then on the names, then on other properties
 * that the fields share.
 */
final class FieldMatcher {
  /**
   * The score is the sum of the type, the similarity of the names (0 to 1) and the other
   * properties. The same type counts as much as the same name. A pair of different types is
   * considered only if the names are similar, and by type and name alone it never ranks above a
   * pair of the same type.
   */
  private static final double SAME_TYPE = 1;

  /**
   * The other properties decide among pairs whose names are about equally similar. There are six of
   * them, because {@link #SAME_PLACE} counts twice; together they add up to {@link
   * Similarity#SIMILAR}, so that all of them count no more than a similar name. The weaker ones,
   * which many fields share by chance, count half as much as the others.
   */
  private static final double SAME_PLACE = 0.1;

  private static final double SAME_ORDER = 0.05;
  private static final double SAME_NULLABILITY = 0.05;
  private static final double SAME_DEFAULT = 0.1;
  private static final double SAME_GROUPS = 0.1;

  /**
   * A field whose default generates values seldom replaces one whose default does not. This
   * outweighs both neighbours, because a field is often replaced at its place.
   */
  private static final double GENERATED_OTHERWISE = -0.2;

  private final ShapeView before;
  private final ShapeView after;
  private final Entity old;
  private final Entity current;
  private final List<Field> dropped;
  private final List<Field> added;

  private FieldMatcher(ShapeView before, ShapeView after, Entity old, Entity current) {
    this.before = before;
    this.after = after;
    this.old = old;
    this.current = current;
    this.dropped = onlyIn(old, current);
    this.added = onlyIn(current, old);
  }

  /**
   * @param before the shape before the migration, after the certain and the open renames
   * @param possible false for a pair that an answer excludes
   */
  static List<Match<Field>> match(
      ShapeView before, ShapeView after, String entity, BiPredicate<Field, Field> possible) {
    FieldMatcher matcher =
        new FieldMatcher(
            before, after, before.entity(entity).orElseThrow(), after.entity(entity).orElseThrow());
    List<Pair<Field>> pairs = new ArrayList<>();
    for (Field old : matcher.dropped) {
      for (Field current : matcher.added) {
        if (possible.test(old, current)) {
          matcher.pair(old, current).ifPresent(pairs::add);
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static List<Field> onlyIn(Entity one, Entity other) {
    Set<String> names = new HashSet<>();
    other.fields().forEach(field -> names.add(field.name()));
    return one.fields().stream().filter(field -> !names.contains(field.name())).toList();
  }

  private Optional<Pair<Field>> pair(Field one, Field other) {
    double likeness = Similarity.of(old.name(), one.name(), other.name());
    List<String> evidence = new ArrayList<>();
    if (isSameType(one.type(), other.type())) {
      evidence.add("both %s".formatted(other.type().text()));
    } else if (likeness >= Similarity.ALIKE && canBecome(one.type(), other.type())) {
      evidence.add("%s before, %s now".formatted(one.type().text(), other.type().text()));
    } else {
      return Optional.empty();
    }
    if (likeness >= Similarity.ALIKE) {
      evidence.add("names alike");
    }
    double type = isSameType(one.type(), other.type()) ? SAME_TYPE : 0;
    return Optional.of(
        new Pair<>(one, other, type + likeness + otherProperties(one, other), evidence));
  }

  /**
   * Whether values of one type can become values of the other. A reference to another entity keeps
   * no value, so it is not a rename.
   */
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

  static boolean isSameType(FieldType old, FieldType current) {
    if (old instanceof FieldType.Reference one && current instanceof FieldType.Reference other) {
      return one.entity().equals(other.entity()) && one.field().equals(other.field());
    }
    return old.equals(current);
  }

  private double otherProperties(Field one, Field other) {
    double score = 0;
    score += neighbour(old, one, -1).equals(neighbour(current, other, -1)) ? SAME_PLACE : 0;
    score += neighbour(old, one, 1).equals(neighbour(current, other, 1)) ? SAME_PLACE : 0;
    score += SAME_ORDER / (1 + Math.abs(order(dropped, one) - order(added, other)));
    score += one.nullable() == other.nullable() ? SAME_NULLABILITY : 0;
    score += groups(old, one).equals(groups(current, other)) ? SAME_GROUPS : 0;
    if (one.defaultValue().equals(other.defaultValue())) {
      score += one.defaultValue().isPresent() ? SAME_DEFAULT : 0;
    } else if (generatesValues(one) || generatesValues(other)) {
      score += GENERATED_OTHERWISE;
    }
    return score;
  }

  /**
   * Counts the preceding fields of the same type, because those are the ones that the field can be
   * confused with.
   */
  private static long order(List<Field> fields, Field field) {
    return fields.stream()
        .takeWhile(each -> !each.equals(field))
        .filter(each -> isSameType(each.type(), field.type()))
        .count();
  }

  private static boolean generatesValues(Field field) {
    return field.defaultValue().filter(DefaultValue.Function.class::isInstance).isPresent();
  }

  /**
   * Returns the name of the nearest field in one direction that exists before and after; empty if
   * there is none.
   */
  private String neighbour(Entity entity, Field field, int step) {
    List<Field> fields = entity.fields();
    for (int i = fields.indexOf(field) + step; i >= 0 && i < fields.size(); i += step) {
      String name = fields.get(i).name();
      if (old.field(name).isPresent() && current.field(name).isPresent()) {
        return name;
      }
    }
    return "";
  }

  /**
   * Returns the kinds of the keys, uniques and indexes that contain the field, each with its number
   * of fields.
   */
  private static List<String> groups(Entity entity, Field field) {
    return entity
        .groups()
        .filter(group -> group.fields().contains(field.name()))
        .map(group -> group.getClass().getSimpleName() + group.fields().size())
        .toList();
  }
}
