package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Pairs the fields of one entity. A pair needs types between which values can be kept: the same
 * type, one that PostgreSQL can cast to, or one that an expression can convert to. The score
 * depends on the type, then on the names, then on other properties that the fields share.
 *
 * <p>A field that keeps its name but not its type is paired, too, if an added field has the old
 * type: it may have been renamed, and its name used again.
 */
final class FieldMatcher {
  /**
   * The score is the sum of the type, the similarity of the names (0 to 1) and the other
   * properties. The same type counts as much as the same name, so by type and name alone a pair of
   * different types never ranks above a pair of the same type.
   */
  private static final double SAME_TYPE = 1;

  private static final double CAST = 0;

  /** There is no cast, so a rename needs an expression as well, and is less likely. */
  private static final double CONVERTED = -0.25;

  /** A field whose name stays was probably changed, and not renamed. */
  private static final double NAME_STAYS = -0.5;

  private final ShapeView before;
  private final ShapeView after;
  private final Entity old;
  private final Entity current;
  private final List<Field> dropped;
  private final List<Field> added;
  private final SharedProperties shared;

  /** The fields of the old entity whose names stay, with a type that takes a decision to reach. */
  private final List<Field> retyped;

  /** The new names of fields, by {@code Entity.field}, as far as they may have been renamed. */
  private final Map<String, String> newNames;

  private FieldMatcher(
      ShapeView before, ShapeView after, Entity old, Entity current, Map<String, String> newNames) {
    this.newNames = newNames;
    this.before = before;
    this.after = after;
    this.old = old;
    this.current = current;
    this.dropped = onlyIn(old, current);
    this.added = onlyIn(current, old);
    this.shared = new SharedProperties(old, current, dropped, added);
    this.retyped = old.fields().stream().filter(this::isRetyped).toList();
  }

  /**
   * @param before the shape before the migration, after the certain and the open renames
   * @param newNames the new names of fields that may have been renamed, by {@code Entity.field}. A
   *     reference keeps its values if the field that it refers to was renamed
   * @param possible false for a pair that an answer excludes
   */
  static List<Match<Field>> match(
      ShapeView before,
      ShapeView after,
      String entity,
      Map<String, String> newNames,
      BiPredicate<Field, Field> possible) {
    FieldMatcher matcher =
        new FieldMatcher(
            before,
            after,
            before.entity(entity).orElseThrow(),
            after.entity(entity).orElseThrow(),
            newNames);
    List<Pair<Field>> pairs = new ArrayList<>();
    // The values of a generated field are computed, so a rename would keep none.
    for (Field current : matcher.added.stream().filter(each -> !each.isGenerated()).toList()) {
      for (Field old : matcher.dropped) {
        if (possible.test(old, current)) {
          matcher.pair(old, current).ifPresent(pairs::add);
        }
      }
      for (Field old : matcher.retyped) {
        if (matcher.isSame(old.type(), current.type()) && possible.test(old, current)) {
          pairs.add(matcher.pairOfRetyped(old, current));
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private boolean isRetyped(Field field) {
    return current
        .field(field.name())
        .filter(now -> !isSame(field.type(), now.type()))
        .filter(now -> isReference(field, now) || conversion(field, now) == Conversion.QUESTION)
        .isPresent();
  }

  private static boolean isReference(Field one, Field other) {
    return one.reference().isPresent() && other.reference().isPresent();
  }

  private Conversion conversion(Field one, Field other) {
    return Conversion.between(
        before.columnType(one.type()).orElse(one.type()),
        after.columnType(other.type()).orElse(other.type()));
  }

  private Pair<Field> pairOfRetyped(Field one, Field other) {
    double likeness = Similarity.of(old.name(), one.name(), other.name());
    List<String> evidence = new ArrayList<>();
    evidence.add("%s as %s was".formatted(other.type().text(), one.name()));
    if (likeness >= Similarity.ALIKE) {
      evidence.add("names alike");
    }
    return new Pair<>(
        one,
        other,
        SAME_TYPE + NAME_STAYS + likeness + shared.score(one, other),
        evidence,
        likeness >= Similarity.ALIKE);
  }

  private static List<Field> onlyIn(Entity one, Entity other) {
    Set<String> names = new HashSet<>();
    other.fields().forEach(field -> names.add(field.name()));
    return one.fields().stream().filter(field -> !names.contains(field.name())).toList();
  }

  private Optional<Pair<Field>> pair(Field one, Field other) {
    Optional<Double> type = type(one, other);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    double likeness = Similarity.of(old.name(), one.name(), other.name());
    List<String> evidence = new ArrayList<>();
    evidence.add(
        isSame(one.type(), other.type())
            ? "both %s".formatted(other.type().text())
            : "%s before, %s now".formatted(one.type().text(), other.type().text()));
    if (likeness >= Similarity.ALIKE) {
      evidence.add("names alike");
    }
    return Optional.of(
        new Pair<>(
            one,
            other,
            type.get() + likeness + shared.score(one, other),
            evidence,
            type.get() == SAME_TYPE || likeness >= Similarity.ALIKE));
  }

  /**
   * The score of the types; empty if no values can be kept. A reference to another entity keeps no
   * value, so it is not a rename.
   */
  private Optional<Double> type(Field one, Field other) {
    if (isSame(one.type(), other.type())) {
      return Optional.of(SAME_TYPE);
    }
    Optional<FieldType> from = before.columnType(one.type());
    Optional<FieldType> to = after.columnType(other.type());
    if (isReference(one, other) || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    boolean isKey = one.reference().isPresent() || other.reference().isPresent();
    boolean alike = Similarity.of(old.name(), one.name(), other.name()) >= Similarity.ALIKE;
    Conversion conversion = Conversion.between(from.get(), to.get());
    if (other.reference().isPresent() && !alike && conversion != Conversion.NONE) {
      // Values of another type are seldom keys of another entity.
      return Optional.empty();
    }
    if (conversion != Conversion.QUESTION
        || Conversion.isCast(from.get(), to.get()) && (!isKey || alike)) {
      return Optional.of(CAST);
    }
    return !isKey && Conversion.hasExpression(from.get(), to.get())
        ? Optional.of(CONVERTED)
        : Optional.empty();
  }

  private boolean isSame(FieldType old, FieldType current) {
    if (old instanceof FieldType.Reference one && current instanceof FieldType.Reference other) {
      String field = newNames.getOrDefault(one.text(), one.field());
      return isSameType(one.to(one.entity(), field), other) || isSameType(one, other);
    }
    return isSameType(old, current);
  }

  static boolean isSameType(FieldType old, FieldType current) {
    if (old instanceof FieldType.Reference one && current instanceof FieldType.Reference other) {
      return one.hasTargetOf(other);
    }
    return old.equals(current);
  }
}
