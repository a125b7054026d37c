package dev.kizaki.engine.cases;

import static dev.kizaki.engine.cases.BranchEdit.require;

import dev.kizaki.engine.cases.BranchModel.ObjectModel;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.SqlObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of objects in SQL. */
final class ObjectEdits {
  private ObjectEdits() {}

  record NewObject(String name, ObjectModel made) implements BranchEdit {
    String id() {
      return "object " + name;
    }

    @Override
    public Optional<String> owner() {
      return Optional.empty();
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      ObjectModel there = model.objects.get(id());
      if (there != null) {
        require(there.equals(made));
        return List.of();
      }
      require(!model.isTaken(name) && model.entities.keySet().containsAll(made.uses()));
      model.objects.put(id(), made);
      return List.of(new AddObject(model.object(made)));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id());
    }
  }

  record NameObject(String id, String name) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      ObjectModel found = object(model, id);
      if (found.name().equals(name)) {
        return List.of();
      }
      require(!model.isTaken(name));
      model.objects.put(id, found.named(name));
      return List.of(new RenameObject(found.name(), name));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id + " name");
    }
  }

  record SetText(String id, int variant) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      return change(model, id, object(model, id).withVariant(variant));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id + " text");
    }
  }

  /** Whether the object uses the entity; nothing changes if it is gone. */
  record SetUse(String id, String entity, boolean there) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      if (!model.objects.containsKey(id) || !there && !model.entities.containsKey(entity)) {
        return List.of();
      }
      require(model.entities.containsKey(entity));
      Set<String> uses = new HashSet<>(object(model, id).uses());
      return (there ? uses.add(entity) : uses.remove(entity))
          ? change(model, id, object(model, id).withUses(uses))
          : List.of();
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id + " uses " + entity);
    }
  }

  record GoneObject(String id, Set<String> entities) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      ObjectModel found = model.objects.remove(id);
      return found == null ? List.of() : List.of(new DropObject(found.name()));
    }

    @Override
    public Set<String> changedElements() {
      Set<String> all = new HashSet<>(Set.of(id + " name", id + " text"));
      entities.forEach(entity -> all.add(id + " uses " + entity));
      return all;
    }
  }

  private static ObjectModel object(BranchModel model, String id) {
    require(model.objects.containsKey(id));
    return model.objects.get(id);
  }

  private static List<PlanStatement> change(BranchModel model, String id, ObjectModel after) {
    SqlObject before = model.object(object(model, id));
    model.objects.put(id, after);
    return before.equals(model.object(after))
        ? List.of()
        : List.of(ChangedObject.between(before, model.object(after), false));
  }
}
