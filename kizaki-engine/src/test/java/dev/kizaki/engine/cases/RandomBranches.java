package dev.kizaki.engine.cases;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.EnumModel;
import dev.kizaki.engine.cases.BranchModel.FieldModel;
import dev.kizaki.engine.cases.BranchModel.ObjectModel;
import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.rebase.BranchMigration;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A random schema and the changes of two branches to it. The changes refer to ids, so it is known
 * without a rebase whether the order of the branches matters. The same seed gives the same
 * branches.
 */
final class RandomBranches {
  private static final List<String> NAMES = List.of("Alpha", "Beta", "Gamma", "Delta");
  private static final List<String> FIELDS = List.of("one", "two", "three", "four");
  private static final List<String> VALUES = List.of("Up", "Down", "Left");

  /** A branch: its changes, the schema after them, and its plans. */
  record Branch(List<BranchEdit> edits, BranchModel model, List<BranchMigration> migrations) {}

  private final Random random;
  private final BranchModel base = new BranchModel();
  private final Branch theirs;
  private final Branch ours;

  RandomBranches(long seed) {
    this.random = new Random(seed);
    makeBase();
    this.theirs = branch("theirs", List.of());
    this.ours = branch("ours", theirs.edits());
  }

  Shape base() {
    return base.shape();
  }

  Branch theirs() {
    return theirs;
  }

  Branch ours() {
    return ours;
  }

  /** The schema after the changes of both; absent if the order of the branches matters. */
  Optional<Shape> merged() {
    Optional<Shape> one = both(theirs, ours);
    Optional<Shape> other = both(ours, theirs);
    return one.isPresent() && other.isPresent() && isSame(one.get(), other.get())
        ? one
        : Optional.empty();
  }

  static boolean isSame(Shape one, Shape other) {
    return ShapeDiffer.compare(one, other).isEmpty() && ShapeDiffer.compare(other, one).isEmpty();
  }

  private static Optional<Shape> both(Branch first, Branch second) {
    BranchModel model = first.model().copy();
    try {
      second.edits().forEach(edit -> edit.apply(model));
      return Optional.of(model.shape());
    } catch (BranchEdit.Unfit unfit) {
      return Optional.empty();
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void makeBase() {
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      EnumModel model = new EnumModel("Status" + i);
      for (int j = 2 + random.nextInt(3); j > 0; j--) {
        model.names.put("value" + i + j, "V" + j);
      }
      model.order.addAll(model.names.keySet());
      base.enums.put("enum" + i, model);
    }
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      String id = "entity" + i;
      EntityModel model = new EntityModel("Task" + i, id + ".id");
      model.fields.put(id + ".id", new FieldModel("id", "uuid", false, ""));
      base.entities.put(id, model);
      for (int j = 1 + random.nextInt(4); j > 0; j--) {
        model.fields.put(id + ".f" + j, field("f" + j, base));
      }
      if (random.nextBoolean()) {
        model.uniques.add(group(model));
        model.indexes.add(group(model));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      base.objects.put("object" + i, object("Made" + i, base));
    }
  }

  private ObjectModel object(String name, BranchModel model) {
    return new ObjectModel(
        name, "made_" + name.toLowerCase(Locale.ROOT), random.nextInt(3), anyEntities(model));
  }

  private Set<String> anyEntities(BranchModel model) {
    return model.entities.keySet().stream()
        .filter(each -> random.nextInt(3) == 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> group(EntityModel entity) {
    List<String> fields = new ArrayList<>(entity.fields.keySet());
    Collections.shuffle(fields, random);
    return List.copyOf(fields.subList(0, Math.min(fields.size(), 2)));
  }

  private FieldModel field(String name, BranchModel model) {
    boolean nullable = random.nextInt(3) == 0;
    int kind = random.nextInt(8);
    if (kind < 2) {
      String target = any(List.copyOf(model.entities.keySet()));
      return new FieldModel(name, "ref:" + target, nullable, "");
    }
    if (kind < 4 && !model.enums.isEmpty()) {
      String enumId = any(List.copyOf(model.enums.keySet()));
      String value = random.nextBoolean() ? any(model.enums.get(enumId).order) : "";
      return new FieldModel(name, "enum:" + enumId, nullable, value);
    }
    String type = any(List.of("int", "bigint", "string"));
    return new FieldModel(name, type, nullable, random.nextBoolean() ? literal(type) : "");
  }

  private String literal(String type) {
    return (type.equals("string") ? "text" : "") + (1 + random.nextInt(3));
  }

  private Branch branch(String name, List<BranchEdit> others) {
    BranchModel model = base.copy();
    List<BranchEdit> edits = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    List<List<PlanStatement>> plans = new ArrayList<>(List.of(new ArrayList<>()));
    int wanted = 1 + random.nextInt(4);
    for (int i = 0; i < 40 && edits.size() < wanted && !model.entities.isEmpty(); i++) {
      BranchEdit edit = !others.isEmpty() && random.nextInt(4) == 0 ? any(others) : edit(model);
      BranchModel next = model.copy();
      List<PlanStatement> statements;
      try {
        statements = edit.apply(next);
      } catch (BranchEdit.Unfit unfit) {
        continue;
      }
      Set<String> elements = elements(edit);
      if (statements.isEmpty() || !Collections.disjoint(elements, changed) || isAboutNew(edit)) {
        continue;
      }
      changed.addAll(elements);
      edits.add(edit);
      plans.get(plans.size() - 1).addAll(withIndexes(model.shape(), statements, next.shape()));
      model = next;
      if (random.nextInt(3) == 0) {
        plans.add(new ArrayList<>());
      }
    }
    plans.removeIf(List::isEmpty);
    List<BranchMigration> migrations = new ArrayList<>();
    for (List<PlanStatement> plan : plans) {
      migrations.add(
          new BranchMigration(
              name + (migrations.size() + 1), plan.stream().map(PlanLine::of).toList()));
    }
    return new Branch(edits, model, migrations);
  }

  /**
   * An element that a branch added is not changed again, so that it is the same on both branches.
   */
  private boolean isAboutNew(BranchEdit edit) {
    return edit.owner().filter(id -> !base.entities.containsKey(id)).isPresent()
        && edit.owner().filter(id -> !base.enums.containsKey(id)).isPresent()
        && edit.owner().filter(id -> !base.objects.containsKey(id)).isPresent();
  }

  /** A branch that drops an element does not change its parts, and changes no part twice. */
  private static Set<String> elements(BranchEdit edit) {
    Set<String> elements = new HashSet<>(edit.changedElements());
    if (edit instanceof EntityEdits.SetGroup group) {
      elements.addAll(group.fields());
    }
    return elements;
  }

  /** The statements with the indexes that references need. */
  private static List<PlanStatement> withIndexes(
      Shape before, List<PlanStatement> statements, Shape after) {
    List<PlanStatement> all = new ArrayList<>(statements);
    for (Difference difference : ShapeDiffer.compare(Replay.run(before, statements), after)) {
      if (difference instanceof Difference.IndexAdded added) {
        all.add(new AddIndex(added.entity().name(), added.index()));
      } else if (difference instanceof Difference.IndexDropped dropped) {
        all.add(new DropIndex(dropped.entity().name(), dropped.index()));
      }
    }
    return all;
  }

  private BranchEdit edit(BranchModel model) {
    String entityId = any(List.copyOf(model.entities.keySet()));
    EntityModel entity = model.entities.get(entityId);
    String field = any(List.copyOf(entity.fields.keySet()));
    String enumId = model.enums.isEmpty() ? "none" : any(List.copyOf(model.enums.keySet()));
    EnumModel found = model.enums.getOrDefault(enumId, new EnumModel("None"));
    String value = found.order.isEmpty() ? "none" : any(found.order);
    String objectId = model.objects.isEmpty() ? "none" : any(List.copyOf(model.objects.keySet()));
    return switch (random.nextInt(32)) {
      case 0 -> new EntityEdits.NameEntity(entityId, any(NAMES));
      case 1 -> new EnumEdits.NameEnum(enumId, any(NAMES));
      case 2, 3 -> new FieldEdits.NameField(entityId, field, any(FIELDS));
      case 4 -> new EnumEdits.NameValue(enumId, value, any(VALUES));
      case 5 -> new EntityEdits.NewEntity(any(NAMES), any(List.of("int", "string")));
      case 6 -> new EnumEdits.NewEnum(any(NAMES), any(List.of(List.of("A", "B"), VALUES)));
      case 7, 8 -> new FieldEdits.NewField(entityId, field(any(FIELDS), model));
      case 9, 10 -> new FieldEdits.GoneField(entityId, field);
      case 11 -> new EntityEdits.GoneEntity(entityId, Set.copyOf(entity.fields.keySet()));
      case 12 -> new EnumEdits.GoneEnum(enumId, Set.copyOf(found.order));
      case 13 -> new EntityEdits.SetKey(entityId, field);
      case 14 -> new EntityEdits.SetGroup(entityId, group(entity), random.nextBoolean(), true);
      case 15 -> dropGroup(entityId, entity);
      case 16 ->
          new EnumEdits.NewValue(
              enumId,
              any(VALUES),
              List.copyOf(found.order.subList(0, random.nextInt(found.order.size() + 1))));
      case 17 -> new EnumEdits.GoneValue(enumId, value);
      case 18 -> {
        List<String> order = new ArrayList<>(found.order);
        Collections.shuffle(order, random);
        yield new EnumEdits.Reorder(enumId, order);
      }
      case 19 ->
          new FieldEdits.SetField(
              entityId, field, "type", any(List.of("int", "bigint", "string", "enum:" + enumId)));
      case 20 -> new FieldEdits.SetField(entityId, field, "nullable", any(List.of("?", "")));
      case 21 ->
          new FieldEdits.SetField(
              entityId,
              field,
              any(List.of("onDelete", "onUpdate")),
              any(List.of("cascade", "restrict")));
      case 22 ->
          new FieldEdits.SetField(
              entityId, field, "deferrability", any(List.of("notDeferrable", "initiallyDeferred")));
      case 23 ->
          new FieldEdits.SetField(entityId, field, "index", any(List.of("noIndex", "index")));
      case 24 -> new ObjectEdits.NameObject(objectId, any(NAMES));
      case 25 -> new ObjectEdits.SetText(objectId, random.nextInt(3));
      case 26 -> new ObjectEdits.SetUse(objectId, entityId, random.nextBoolean());
      case 27 -> new ObjectEdits.GoneObject(objectId, Set.copyOf(model.entities.keySet()));
      case 28 -> {
        String name = any(NAMES);
        yield new ObjectEdits.NewObject(name, object(name, model));
      }
      default ->
          new FieldEdits.SetField(
              entityId, field, "default", any(List.of("", "1", "2", "text1", value)));
    };
  }

  private BranchEdit dropGroup(String id, EntityModel entity) {
    boolean unique = random.nextBoolean();
    Set<List<String>> groups = unique ? entity.uniques : entity.indexes;
    return new EntityEdits.SetGroup(
        id, groups.isEmpty() ? group(entity) : groups.iterator().next(), unique, false);
  }

  /** Both branches in the plan language, for the message of a failed test. */
  @Override
  public String toString() {
    return "base " + base.shape() + "\n" + text(theirs) + text(ours);
  }

  private static String text(Branch branch) {
    return branch.edits()
        + "\n"
        + branch.migrations().stream()
            .flatMap(
                migration ->
                    migration.firstChoices().stream()
                        .map(each -> migration.name() + ": " + StatementText.of(each) + "\n"))
            .collect(Collectors.joining());
  }
}
