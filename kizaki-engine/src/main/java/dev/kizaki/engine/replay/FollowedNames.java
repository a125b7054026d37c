package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.FollowedRename;
import java.util.Optional;

/**
 * The renames beside those of columns that PostgreSQL follows in the SQL expressions of all tables.
 */
public final class FollowedNames {
  private FollowedNames() {}

  /**
   * What a statement renames that an expression can name.
   *
   * @param before the shape before the statement
   * @return empty if the statement is no such rename, or if there is no such element
   */
  public static Optional<FollowedRename> of(PlanStatement statement, ShapeView before) {
    if (statement instanceof RenameEnum rename) {
      return before
          .enumType(rename.from())
          .map(found -> FollowedRename.type(found, found.withName(rename.to(), rename.kept())));
    }
    if (statement instanceof RenameEnumValue rename) {
      String label = rename.kept().orElseGet(rename::to);
      return before
          .enumType(rename.enumName())
          .map(found -> FollowedRename.label(found, found.label(rename.from()), label));
    }
    if (statement instanceof RenameSequence rename) {
      return before
          .sequence(rename.from())
          .map(found -> FollowedRename.sequence(found, found.withName(rename.to(), rename.kept())));
    }
    return statement instanceof RenameInDatabase rename
        ? inDatabase(rename, before)
        : Optional.empty();
  }

  private static Optional<FollowedRename> inDatabase(RenameInDatabase rename, ShapeView before) {
    NamedElement element = rename.element();
    Optional<String> to = Optional.of(rename.to());
    return switch (element.kind()) {
      case ENTITY, FIELD, OBJECT -> Optional.empty();
      case ENUM ->
          before
              .enumType(element.name())
              .map(found -> FollowedRename.type(found, found.withType(to)));
      case SEQUENCE ->
          before
              .sequence(element.name())
              .map(found -> FollowedRename.sequence(found, found.withSequence(to)));
      case VALUE ->
          before
              .enumType(element.owner())
              .map(found -> FollowedRename.label(found, rename.from(), rename.to()));
    };
  }

  /** Follows a rename that has been carried out. */
  static void follow(WorkingShape shape, FollowedRename rename) {
    for (Entity entity : shape.withSql()) {
      Entity renamed = rename.in(shape, entity);
      if (!renamed.equals(entity)) {
        shape.put(renamed);
      }
    }
  }
}
