package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import java.util.List;

/**
 * What two fields of an entity share beside their types and names: their places, whether they are
 * nullable, their defaults, and their keys, uniques and indexes.
 *
 * @param dropped the fields that only the old entity has
 * @param added the fields that only the current entity has
 */
record SharedProperties(Entity old, Entity current, List<Field> dropped, List<Field> added) {
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

  /** How likely the rename of the one field to the other is, by these properties alone. */
  double score(Field one, Field other) {
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
        .filter(each -> FieldMatcher.isSameType(each.type(), field.type()))
        .count();
  }

  private static boolean generatesValues(Field field) {
    return field
        .defaultValue()
        .filter(value -> !(value instanceof DefaultValue.Literal))
        .isPresent();
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
        .filter(group -> group.contains(field.name()))
        .map(group -> group.getClass().getSimpleName() + group.fields().size())
        .toList();
  }
}
