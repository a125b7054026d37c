package dev.kizaki.engine.phase;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.replay.ObjectsInTheWay;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.NameCollision;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Divides a plan into its phases, and proves that they lead where the plan leads. */
final class PlanDivider {
  private final Shape base;
  private final List<PlanStatement> plan;
  private final DatabaseNames names;
  private final PhaseChoices choices;

  PlanDivider(Shape base, List<PlanStatement> plan, DatabaseNames names, PhaseChoices choices) {
    this.choices = choices;
    this.base = base;
    this.plan = plan;
    this.names = names;
  }

  /**
   * The phases. An index is dropped in the first phase only if another one needs its name: no
   * application relies on an index.
   */
  PlanPhases phases() {
    PlanPhases phases = divided(false);
    if (collision(phases.meanwhile()).isPresent()
        && plan.stream().anyMatch(DropIndex.class::isInstance)) {
      phases = divided(true);
    }
    requireFreeNames(phases);
    requireFreeTypes(phases);
    requireSameEnd(phases);
    return phases;
  }

  private PlanPhases divided(boolean indexesFirst) {
    PlanContext context = PlanContext.of(plan, indexesFirst, choices.early());
    List<PlanStatement> expand = new ArrayList<>();
    List<PlanStatement> contract = new ArrayList<>();
    SortedSet<Integer> guarded = new TreeSet<>();
    PostponedNames postponed = new PostponedNames();
    Replay replay = new Replay(base, List.of()); // drops come in the second phase
    ConversionSplitter conversions = new ConversionSplitter(base, plan, names);
    CopiedFields copied = new CopiedFields(base, plan, names, choices);
    int oldColumns = 0;
    for (PlanStatement statement : plan) {
      Optional<StatementPhases> conversion = conversions.phases(statement, replay.view());
      Optional<StatementPhases> copy = copied.phases(statement, replay.view());
      StatementPhases phases =
          conversion
              .or(() -> copy)
              .orElseGet(
                  () -> statement.accept(new StatementSplitter(replay.view(), names, context)));
      if (phases instanceof StatementPhases.Refused refused) {
        throw new UndividedPlan(statement, refused.reason());
      }
      StatementPhases.Split split = (StatementPhases.Split) phases;
      if (split.guarded()) {
        guarded.add(expand.size());
      }
      for (PlanStatement first : split.expand()) {
        PlanStatement now = postponed.before(first, replay.view());
        try {
          replay.prove(now);
        } catch (PlanFault fault) {
          throw new UndividedPlan(statement, meets(fault));
        }
        expand.add(now);
      }
      contract.addAll(split.contract());
      if (!copied.hasBegun()) {
        oldColumns = contract.size();
      }
      postponed.add(split.contract());
    }
    Shape meanwhile = finished(replay);
    contract.addAll(oldColumns, copied.finish(meanwhile));
    return new PlanPhases(
        expand,
        guarded,
        meanwhile,
        namesFirst(contract),
        new TreeSet<>(choices.twoColumns().keySet()));
  }

  /**
   * The names change in the transaction that removes the views, so these statements come first; an
   * object that has the old names in its text is dropped before.
   */
  private static List<PlanStatement> namesFirst(List<PlanStatement> contract) {
    int last = contract.size() - 1;
    while (last >= 0 && !(contract.get(last) instanceof RenameInDatabase)) {
      last--;
    }
    List<PlanStatement> first = new ArrayList<>();
    List<PlanStatement> others = new ArrayList<>();
    for (int i = 0; i < contract.size(); i++) {
      PlanStatement statement = contract.get(i);
      boolean early =
          statement instanceof RenameInDatabase || i < last && statement instanceof DropObject;
      (early ? first : others).add(statement);
    }
    first.addAll(others);
    return first;
  }

  private Shape finished(Replay replay) {
    try {
      return replay.finish();
    } catch (PlanFault fault) {
      throw new UndividedPlan(plan.get(plan.size() - 1), meets(fault));
    }
  }

  private static String meets(PlanFault fault) {
    return waits(fault.getMessage());
  }

  private static String waits(String reason) {
    return "it needs what another statement does only after the old version has stopped: " + reason;
  }

  private Optional<String> collision(ShapeView shape) {
    return NameTable.collisions(shape, names).stream().findFirst().map(NameCollision::text);
  }

  /** A name in the database is free again only after the old version has stopped. */
  private void requireFreeNames(PlanPhases phases) {
    if (collision(phases.meanwhile()).isPresent()) {
      Replay replay = new Replay(base, List.of());
      for (PlanStatement statement : phases.expand()) {
        replay.apply(statement);
        collision(replay.view())
            .ifPresent(
                text -> {
                  throw new UndividedPlan(statement, waits(text));
                });
      }
    }
    for (PlanStatement statement : phases.contract()) {
      if (statement instanceof RenameInDatabase rename && isTaken(rename, phases.meanwhile())) {
        throw new UndividedPlan(
            rename, "between the phases, another element still has the name " + rename.to());
      }
    }
  }

  /**
   * A type that gets a value which the first phase uses is created again. The objects that are
   * bound to it are dropped only in the second phase.
   */
  private void requireFreeTypes(PlanPhases phases) {
    ObjectsInTheWay objects = new ObjectsInTheWay();
    Replay replay = new Replay(base, List.of());
    List<PlanStatement> expand = phases.expand();
    for (int i = 0; i < expand.size(); i++) {
      PlanStatement statement = expand.get(i);
      if (statement instanceof AddEnumValue) {
        objects
            .of(statement, replay.view(), expand.subList(i + 1, expand.size()))
            .forEach(
                found -> {
                  String text = "the object %s is in the way: %s";
                  throw new UndividedPlan(
                      statement, waits(text.formatted(found.object().name(), found.reason())));
                });
      }
      replay.apply(statement);
    }
  }

  private boolean isTaken(RenameInDatabase rename, Shape meanwhile) {
    NamedElement element = rename.element();
    if (element.kind() == ElementKind.ENTITY) {
      return meanwhile.entities().stream().map(names::table).anyMatch(rename.to()::equals);
    }
    return element.kind() == ElementKind.FIELD
        && meanwhile.entity(element.owner()).map(Entity::fields).orElse(List.of()).stream()
            .map(names::column)
            .anyMatch(rename.to()::equals);
  }

  private void requireSameEnd(PlanPhases phases) {
    Replay replay = new Replay(phases.meanwhile(), phases.contract());
    for (PlanStatement statement : phases.contract()) {
      try {
        replay.prove(statement);
      } catch (PlanFault fault) {
        throw new UndividedPlan(statement, meets(fault));
      }
    }
    Shape reached = finished(replay);
    if (end().filter(whole -> !ShapeDiffer.compare(reached, whole).isEmpty()).isPresent()) {
      throw new UndividedPlan(plan.get(0), "its phases would lead to another schema than the plan");
    }
  }

  /** Empty if an earlier plan is between its phases, and the plan does not fit into that. */
  private Optional<Shape> end() {
    try {
      return Optional.of(Replay.run(base, plan));
    } catch (PlanFault fault) {
      return Optional.empty();
    }
  }
}
