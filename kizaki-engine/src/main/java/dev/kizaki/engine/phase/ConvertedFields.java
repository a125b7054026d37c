package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ShapeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that a plan gives another name and another type, each with its two statements. Between
 * the phases they are two fields, because no column has two types.
 *
 * @param changes the change of the type by the rename before it
 */
record ConvertedFields(Map<RenameField, ChangeField> changes) {
  ConvertedFields {
    changes = Map.copyOf(changes);
  }

  /**
   * Finds the fields. A field that keeps the name of its column, or whose types one column serves,
   * needs no second column.
   *
   * @param base the shape before the plan
   */
  static ConvertedFields of(ShapeView base, List<PlanStatement> plan, DatabaseNames names) {
    Map<RenameField, ChangeField> changes = new HashMap<>();
    FieldPhases fields = new FieldPhases(base);
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i) instanceof RenameField rename
          && rename.kept().isEmpty()
          && !names.derivedColumn(rename.from()).equals(names.derivedColumn(rename.to()))) {
        plan.subList(i + 1, plan.size()).stream()
            .filter(ChangeField.class::isInstance)
            .map(ChangeField.class::cast)
            .filter(change -> change.entity().equals(rename.entity()))
            .filter(change -> change.before().name().equals(rename.to()))
            .findFirst()
            .filter(fields::needsOwnColumn)
            .ifPresent(change -> changes.put(rename, change));
      }
    }
    return new ConvertedFields(changes);
  }

  /** The rename that belongs to the change. */
  Optional<RenameField> renameOf(PlanStatement change) {
    return changes.entrySet().stream()
        .filter(each -> each.getValue().equals(change))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
