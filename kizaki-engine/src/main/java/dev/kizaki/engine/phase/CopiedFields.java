package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about the statements of the fields that get another name only, and have two columns
 * between the phases. The new field is added in the first phase, at the last statement that changes
 * it; the old one is dropped at the beginning of the second phase. Then the schema is as if the
 * field had been renamed, and what the plan does only in the second phase follows.
 */
final class CopiedFields {
  private final List<PlanStatement> plan;
  private final List<RenameField> renames;
  private final DatabaseNames names;
  private final EarlyDrops early;
  private final Replay whole;

  /** The fields so far, in order; a value is absent until the new field is added. */
  private final Map<RenameField, Optional<FieldCopy>> copies = new LinkedHashMap<>();

  private final Map<String, RenamedChecks> checks = new HashMap<>();

  /**
   * @param base the shape before the plan
   */
  CopiedFields(Shape base, List<PlanStatement> plan, DatabaseNames names, PhaseChoices choices) {
    this.plan = plan;
    this.renames = new ArrayList<>(choices.twoColumnsOf(plan));
    this.renames.removeAll(ConvertedFields.of(base, plan, names).changes().keySet());
    this.names = names;
    this.early = choices.early();
    this.whole = new Replay(base, List.of());
  }

  private RenamedChecks checksOf(String entity) {
    return checks.computeIfAbsent(entity, any -> new RenamedChecks());
  }

  /** Whether a field has two columns so far. */
  boolean hasBegun() {
    return !copies.isEmpty();
  }

  /**
   * The phases of the next statement of the plan; absent if it is not about such a field.
   *
   * @param shape the shape between the phases so far
   */
  Optional<StatementPhases> phases(PlanStatement statement, ShapeView shape) {
    if (renames.isEmpty()) {
      return Optional.empty();
    }
    Optional<StatementPhases> dropping =
        DropOfCopied.of(
            statement, shape, whole.view(), List.copyOf(copies.keySet()), this::checksOf, early);
    try {
      return statement instanceof RenameField rename && isCopied(rename, shape)
          ? Optional.of(begin(rename, shape))
          : next(statement, shape).or(() -> dropping);
    } catch (PlanFault fault) {
      return Optional.of(StatementPhases.refused(fault.getMessage()));
    }
  }

  private boolean isCopied(RenameField rename, ShapeView shape) {
    return renames.contains(rename)
        && shape
            .field(rename.entity(), rename.from())
            .filter(field -> !names.column(field).equals(names.derivedColumn(rename.to())))
            .isPresent()
        && plan.stream().noneMatch(each -> adds(each, rename.entity()));
  }

  private static boolean adds(PlanStatement statement, String entity) {
    return statement instanceof AddEntity add && add.entity().name().equals(entity);
  }

  private StatementPhases begin(RenameField rename, ShapeView shape) {
    boolean again =
        renames.stream()
            .anyMatch(
                each ->
                    each.entity().equals(rename.entity())
                        && (each.from().equals(rename.to()) || each.to().equals(rename.from())));
    if (again) {
      throw new UndividedPlan(rename, "its names are those of other fields in the same plan");
    }
    Entity before = whole.view().entity(rename.entity()).orElseThrow();
    whole.apply(rename);
    checksOf(rename.entity())
        .follow(
            before,
            before.field(rename.from()).orElseThrow(),
            whole.view().field(rename.entity(), rename.to()).orElseThrow());
    copies.put(rename, Optional.empty());
    return changes(rename).isEmpty() ? add(rename, shape) : nothing();
  }

  private Optional<StatementPhases> next(PlanStatement statement, ShapeView shape) {
    whole.apply(statement);
    if (statement instanceof ChangeField change) {
      for (RenameField each : copies.keySet()) {
        List<ChangeField> changes = changes(each);
        if (changes.contains(change)) {
          return Optional.of(
              changes.indexOf(change) == changes.size() - 1 ? add(each, shape) : nothing());
        }
      }
    }
    return copies.entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .anyMatch(each -> isWithField(statement, each.getKey()))
            || statement instanceof AddIndex add && hasBrought(add, shape)
        ? Optional.of(nothing())
        : Optional.empty();
  }

  /** Whether the field of a reference was added with the index. */
  private boolean hasBrought(AddIndex add, ShapeView shape) {
    return copies.keySet().stream().anyMatch(each -> isWithField(add, each))
        && shape
            .entity(add.entity())
            .filter(entity -> entity.indexes().stream().anyMatch(add.index()::equals))
            .isPresent();
  }

  /** The statements of the plan that change the field by its new name. */
  private List<ChangeField> changes(RenameField rename) {
    return plan.stream()
        .filter(ChangeField.class::isInstance)
        .map(ChangeField.class::cast)
        .filter(change -> change.entity().equals(rename.entity()))
        .filter(change -> change.before().name().equals(rename.to()))
        .toList();
  }

  /** What is said of the new field before it is added comes with it. */
  private static boolean isWithField(PlanStatement statement, RenameField of) {
    boolean comes =
        statement instanceof AddIndex
            || statement instanceof AddUnique
            || statement instanceof AddReference
            || statement instanceof RenameDependent;
    return comes && statement.affected().stream().anyMatch(each -> isField(each, of));
  }

  private static boolean isField(NamedElement element, RenameField of) {
    return element.kind() == ElementKind.FIELD
        && element.owner().equals(of.entity())
        && element.name().equals(of.to());
  }

  private StatementPhases add(RenameField rename, ShapeView shape) {
    List<String> later =
        renames.stream()
            .filter(each -> each.entity().equals(rename.entity()) && !isAdded(each))
            .filter(each -> !each.equals(rename))
            .flatMap(each -> List.of(each.from(), each.to()).stream())
            .toList();
    TwoColumns columns = TwoColumns.of(rename, shape, whole.view(), names).orElseThrow();
    FieldCopy copy = new FieldCopy(rename, changes(rename), columns, plan, later);
    copies.put(rename, Optional.of(copy));
    return new StatementPhases.Split(copy.expand(), List.of(), true);
  }

  private boolean isAdded(RenameField rename) {
    return copies.getOrDefault(rename, Optional.empty()).isPresent();
  }

  /**
   * The first statements of the second phase, after which the schema is as if the fields had been
   * renamed.
   *
   * @param meanwhile the shape between the phases
   */
  List<PlanStatement> finish(ShapeView meanwhile) {
    List<PlanStatement> statements = new ArrayList<>();
    List<PlanStatement> last = new ArrayList<>();
    Map<String, List<String>> old = new LinkedHashMap<>();
    copies.forEach(
        (rename, copy) -> {
          old.computeIfAbsent(rename.entity(), any -> new ArrayList<>()).add(rename.from());
          copy.ifPresent(
              each -> {
                statements.addAll(each.completing(meanwhile));
                last.addAll(each.naming());
              });
        });
    old.forEach(
        (name, fields) ->
            meanwhile
                .entity(name)
                .ifPresent(entity -> statements.addAll(checksOf(name).replacing(entity, fields))));
    statements.addAll(last);
    return statements;
  }

  static StatementPhases nothing() {
    return new StatementPhases.Split(List.of(), List.of(), false);
  }
}
