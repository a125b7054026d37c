package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides about the statements of the fields that get another name and another type. From the
 * rename to the change of the type, the statements of the plan are about the old field by its new
 * name.
 */
final class ConversionSplitter {
  private final ConvertedFields converted;
  private final DatabaseNames names;
  private final Replay whole;

  /** The renames whose change of the type is still to come. */
  private final List<RenameField> open = new ArrayList<>();

  /** By entity. A check of an old field that goes could refuse what the new version writes. */
  private final Map<String, RenamedChecks> checks = new HashMap<>();

  /**
   * @param base the shape before the plan
   */
  ConversionSplitter(Shape base, List<PlanStatement> plan, DatabaseNames names) {
    this.converted = ConvertedFields.of(base, plan, names);
    this.names = names;
    this.whole = new Replay(base, List.of());
  }

  /**
   * The phases of the next statement of the plan; absent if it is not about such a field.
   *
   * @param shape the shape between the phases so far
   */
  Optional<StatementPhases> phases(PlanStatement statement, ShapeView shape) {
    if (converted.changes().isEmpty()) {
      return Optional.empty();
    }
    Map<RenameField, Entity> before = new HashMap<>();
    open.forEach(each -> entity(each).ifPresent(entity -> before.put(each, entity)));
    try {
      if (statement instanceof RenameField rename && converted.changes().containsKey(rename)) {
        return Optional.of(begin(rename));
      }
      whole.apply(statement);
    } catch (PlanFault fault) {
      return Optional.of(StatementPhases.refused(fault.getMessage()));
    }
    if (statement instanceof ChangeField change) {
      Optional<RenameField> rename = converted.renameOf(change).filter(open::remove);
      if (rename.isPresent()) {
        return Optional.of(
            TwoColumns.of(rename.get(), shape, whole.view(), names)
                .map(columns -> new FieldConversion(change, columns).phases())
                .orElseGet(() -> StatementPhases.refused("the old version has no such field")));
      }
    }
    for (RenameField each : open) {
      Entity earlier = before.get(each);
      Entity later = entity(each).orElse(null);
      if (earlier == null || later == null) {
        continue;
      }
      if (isWithField(statement) && !dependents(earlier, each).equals(dependents(later, each))) {
        return Optional.of(nothing());
      }
      if (statement instanceof DropCheck) {
        Optional<Check> dropped =
            earlier.checks().stream()
                .filter(check -> check.uses(each.to()) && !later.checks().contains(check))
                .findFirst()
                .flatMap(checksOf(each.entity())::original);
        if (dropped.isPresent()) {
          return Optional.of(StatementPhases.first(new DropCheck(each.entity(), dropped.get())));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * An index of the old field goes with it; the new field gets its own. What is added before the
   * change of the type is added to the new field.
   */
  private static boolean isWithField(PlanStatement statement) {
    return statement instanceof DropIndex drop && !drop.index().unique()
        || statement instanceof AddIndex
        || statement instanceof AddUnique
        || statement instanceof AddReference
        || statement instanceof RenameDependent;
  }

  private static List<Object> dependents(Entity entity, RenameField of) {
    return Stream.of(
            entity.indexes().stream().filter(index -> index.contains(of.to())),
            entity.uniques().stream().filter(unique -> unique.contains(of.to())),
            entity.references().stream().filter(reference -> reference.contains(of.to())))
        .flatMap(each -> each.map(Object.class::cast))
        .toList();
  }

  private RenamedChecks checksOf(String entity) {
    return checks.computeIfAbsent(entity, any -> new RenamedChecks());
  }

  private Optional<Entity> entity(RenameField rename) {
    return whole.view().entity(rename.entity());
  }

  private StatementPhases begin(RenameField rename) {
    Entity before = entity(rename).orElseThrow(() -> new PlanFault("there is no such entity"));
    whole.apply(rename);
    open.add(rename);
    checksOf(rename.entity())
        .follow(
            before,
            before.field(rename.from()).orElseThrow(),
            whole.view().field(rename.entity(), rename.to()).orElseThrow());
    return nothing();
  }

  private static StatementPhases nothing() {
    return new StatementPhases.Split(List.of(), List.of(), false);
  }
}
