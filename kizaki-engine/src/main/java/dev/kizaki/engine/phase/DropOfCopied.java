package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.Unique;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Statements that drop what a renamed field has. The new field was added without it, so they are
 * about the old one, which must not have it either when the new version writes.
 */
final class DropOfCopied {
  private DropOfCopied() {}

  /**
   * The phases of the statement; absent if it drops nothing of such a field.
   *
   * @param shape the shape between the phases so far
   * @param whole the shape before the statement, if the plan were carried out without phases
   * @param renames the renames of the plan before the statement whose fields have two columns
   */
  static Optional<StatementPhases> of(
      PlanStatement statement,
      ShapeView shape,
      ShapeView whole,
      List<RenameField> renames,
      Function<String, RenamedChecks> checks,
      EarlyDrops early) {
    if (statement instanceof DropCheck drop) {
      return whole.entity(drop.entity()).stream()
          .flatMap(entity -> entity.checks().stream())
          .filter(check -> check.sql().equals(drop.check().sql()))
          .findFirst()
          .flatMap(checks.apply(drop.entity())::original)
          .map(check -> StatementPhases.first(new DropCheck(drop.entity(), check)));
    }
    if (statement instanceof DropReference drop
        && isOf(renames, drop.entity(), drop.reference()::contains)) {
      return Optional.of(
          StatementPhases.first(
              new DropReference(
                  drop.entity(), drop.reference().renamed(old(renames, drop.entity())))));
    }
    if (statement instanceof DropUnique drop && isOf(renames, drop.entity(), drop.unique())) {
      Unique unique = drop.unique().renamed(old(renames, drop.entity()));
      return Optional.of(
          first(early.phasesOf(drop, "unique"), new DropUnique(drop.entity(), unique)));
    }
    if (statement instanceof DropIndex drop && isOf(renames, drop.entity(), drop.index())) {
      return Optional.of(
          drop.index().unique()
              ? first(
                  early.phasesOf(drop, "unique index"),
                  new DropIndex(drop.entity(), drop.index().renamed(old(renames, drop.entity()))))
              : ofOtherIndex(drop, shape));
    }
    return Optional.empty();
  }

  /** The index of the old field goes with it; a reference has brought one for the new field. */
  private static StatementPhases ofOtherIndex(DropIndex drop, ShapeView shape) {
    return shape
            .entity(drop.entity())
            .filter(entity -> entity.indexes().stream().anyMatch(drop.index()::hasDefinitionOf))
            .isPresent()
        ? StatementPhases.last(drop)
        : CopiedFields.nothing();
  }

  private static StatementPhases first(StatementPhases allowed, PlanStatement statement) {
    return allowed instanceof StatementPhases.Refused ? allowed : StatementPhases.first(statement);
  }

  private static boolean isOf(List<RenameField> renames, String entity, FieldGroup group) {
    return isOf(renames, entity, group::contains);
  }

  private static boolean isOf(
      List<RenameField> renames, String entity, Function<String, Boolean> contains) {
    return renames.stream()
        .anyMatch(each -> each.entity().equals(entity) && contains.apply(each.to()));
  }

  private static UnaryOperator<String> old(List<RenameField> renames, String entity) {
    var names =
        renames.stream()
            .filter(each -> each.entity().equals(entity))
            .collect(Collectors.toMap(RenameField::to, RenameField::from));
    return name -> names.getOrDefault(name, name);
  }
}
