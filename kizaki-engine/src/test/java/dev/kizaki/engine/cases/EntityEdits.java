package dev.kizaki.engine.cases;

import static dev.kizaki.engine.cases.BranchEdit.entity;
import static dev.kizaki.engine.cases.BranchEdit.require;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.FieldModel;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of entities, their keys, uniques and indexes. */
final class EntityEdits {
  private EntityEdits() {}

  record NameEntity(String id, String name) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = entity(model, id);
      String from = entity.name;
      if (from.equals(name)) {
        return List.of();
      }
      require(!model.isTaken(name));
      entity.name = name;
      return List.of(new RenameEntity(from, name));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id);
    }
  }

  /** Elements that both branches add under one name have one id. */
  record NewEntity(String name, String type) implements BranchEdit {
    String id() {
      return "entity:" + name;
    }

    @Override
    public Optional<String> owner() {
      return Optional.empty();
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel made = new EntityModel(name, id() + ".id");
      made.fields.put(made.key, new FieldModel("id", "uuid", false, ""));
      made.fields.put(id() + ".extra", new FieldModel("extra", type, true, ""));
      EntityModel there = model.entities.get(id());
      if (there != null && there.name.equals(name)) {
        require(there.fields.equals(made.fields) && there.uniques.isEmpty());
        return List.of();
      }
      require(there == null && !model.isTaken(name));
      model.entities.put(id(), made);
      return List.of(new AddEntity(model.entity(made)));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id());
    }
  }

  record GoneEntity(String id, Set<String> parts) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = model.entities.remove(id);
      if (entity == null) {
        return List.of();
      }
      require(!model.isReferred(id) && !model.isUsedByObject(id));
      require(parts.containsAll(entity.fields.keySet()));
      return List.of(new DropEntity(entity.name));
    }

    @Override
    public Set<String> changedElements() {
      Set<String> all = new java.util.HashSet<>(parts);
      all.add(id);
      return all;
    }
  }

  record SetKey(String in, String id) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = entity(model, in);
      require(entity.fields.containsKey(id) && !entity.fields.get(id).nullable());
      if (entity.key.equals(id)) {
        return List.of();
      }
      require(!model.isReferred(in));
      entity.key = id;
      return List.of(
          new DropKey(entity.name),
          new AddKey(entity.name, new Key(List.of(entity.fields.get(id).name()))));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(in + " key", id);
    }
  }

  record SetGroup(String in, List<String> fields, boolean unique, boolean there)
      implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = model.entities.get(in);
      if (!there && (entity == null || !entity.fields.keySet().containsAll(fields))) {
        return List.of();
      }
      require(entity != null && entity.fields.keySet().containsAll(fields));
      Set<List<String>> groups = unique ? entity.uniques : entity.indexes;
      if (!(there ? groups.add(fields) : groups.remove(fields))) {
        return List.of();
      }
      List<String> names = BranchModel.names(entity, fields);
      if (unique) {
        return List.of(
            there
                ? new AddUnique(entity.name, new Unique(names))
                : new DropUnique(entity.name, new Unique(names)));
      }
      return List.of(
          there
              ? new AddIndex(entity.name, BranchModel.index(names))
              : new DropIndex(entity.name, BranchModel.index(names)));
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(in + fields + unique);
    }
  }
}
