package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.FollowedRename;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates the labels, types and sequences in SQL expressions from the names that they have in
 * the database of one branch to those of another. A name of which it is uncertain where it stands
 * stays.
 */
final class ExpressionTranslator {
  private static final String TEMPORARY = "__kizaki_name_";

  /** A rename in two steps, since two elements may exchange their names. */
  private record Renamed(FollowedRename first, FollowedRename second) {}

  private final BranchState from;
  private final BranchState to;

  ExpressionTranslator(BranchState from, BranchState to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param entity the entity of the expression, by the names of the first branch
   * @param field the field whose default or generated value it is
   */
  String translated(Entity entity, Optional<Field> field, String text) {
    String result = text;
    for (List<Renamed> kind : List.of(labels(), types(), sequences())) {
      result = translated(entity, field, result, kind);
    }
    return result;
  }

  private String translated(
      Entity entity, Optional<Field> field, String text, List<Renamed> renames) {
    String result = text;
    List<Renamed> begun = new ArrayList<>();
    for (Renamed each : renames) {
      Optional<String> renamed = each.first().renamed(from.shape(), entity, field, result);
      if (renamed.isPresent()) {
        result = renamed.get();
        begun.add(each);
      }
    }
    for (Renamed each : begun) {
      Optional<String> renamed = each.second().renamed(from.shape(), entity, field, result);
      if (renamed.isEmpty()) {
        return text;
      }
      result = renamed.get();
    }
    return result;
  }

  private List<Renamed> labels() {
    List<Renamed> renames = new ArrayList<>();
    for (EnumType enumType : from.shape().enums()) {
      for (String value : enumType.values()) {
        Optional<ElementId> element = from.value(enumType.name(), value).filter(this::isRenamed);
        if (element.isPresent()) {
          String temporary = TEMPORARY + renames.size();
          String label = to.inDatabase(element.get());
          renames.add(
              new Renamed(
                  FollowedRename.label(enumType, from.inDatabase(element.get()), temporary),
                  FollowedRename.label(enumType, temporary, label)));
        }
      }
    }
    return renames;
  }

  private List<Renamed> types() {
    List<Renamed> renames = new ArrayList<>();
    from.shape().enums().stream()
        .flatMap(each -> from.enumType(each.name()).filter(this::isRenamed).stream())
        .forEach(
            element -> {
              String temporary = TEMPORARY + renames.size();
              renames.add(
                  new Renamed(
                      new FollowedRename.OfType(from.inDatabase(element), temporary),
                      new FollowedRename.OfType(temporary, to.inDatabase(element))));
            });
    return renames;
  }

  private List<Renamed> sequences() {
    List<Renamed> renames = new ArrayList<>();
    from.shape().sequences().stream()
        .flatMap(each -> from.sequence(each.name()).filter(this::isRenamed).stream())
        .forEach(
            element -> {
              String temporary = TEMPORARY + renames.size();
              renames.add(
                  new Renamed(
                      new FollowedRename.OfSequence(from.inDatabase(element), temporary),
                      new FollowedRename.OfSequence(temporary, to.inDatabase(element))));
            });
    return renames;
  }

  private boolean isRenamed(ElementId element) {
    return to.has(element) && !from.inDatabase(element).equals(to.inDatabase(element));
  }
}
