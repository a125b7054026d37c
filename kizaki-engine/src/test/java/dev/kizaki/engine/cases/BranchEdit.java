package dev.kizaki.engine.cases;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.EnumModel;
import dev.kizaki.engine.cases.BranchModel.FieldModel;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a {@link BranchModel}, said by ids. A change that is made already is made again
 * without effect; one whose object is gone, or whose name is taken, cannot be made.
 */
interface BranchEdit {
  /** Cannot be made. */
  final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Changes the model and says so in the plan language; nothing where it is made already.
   *
   * @throws Unfit when it cannot be made; the model is of no use then
   */
  List<PlanStatement> apply(BranchModel model);

  /** The things it is about, so that one branch touches none twice. */
  Set<String> touched();

  /** The entity or enum that it changes; absent where it makes one. */
  Optional<String> owner();

  static void require(boolean condition) {
    if (!condition) {
      throw new Unfit();
    }
  }

  static EntityModel entity(BranchModel model, String id) {
    require(model.entities.containsKey(id));
    return model.entities.get(id);
  }

  static EnumModel enumModel(BranchModel model, String id) {
    require(model.enums.containsKey(id));
    return model.enums.get(id);
  }

  private static AddField.Annotations none() {
    return AddField.Annotations.NONE;
  }

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
    public Set<String> touched() {
      return Set.of(id);
    }
  }

  record NameEnum(String id, String name) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = enumModel(model, id);
      String from = found.name;
      if (from.equals(name)) {
        return List.of();
      }
      require(!model.isTaken(name));
      found.name = name;
      return List.of(new RenameEnum(from, name));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id);
    }
  }

  record NameField(String in, String id, String name) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = entity(model, in);
      require(entity.fields.containsKey(id));
      FieldModel field = entity.fields.get(id);
      if (field.name().equals(name)) {
        return List.of();
      }
      require(entity.fields.values().stream().noneMatch(each -> each.name().equals(name)));
      entity.fields.put(id, field.named(name));
      return List.of(new RenameField(entity.name, field.name(), name));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id);
    }
  }

  record NameValue(String in, String id, String name) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = enumModel(model, in);
      require(found.names.containsKey(id));
      String from = found.names.get(id);
      if (from.equals(name)) {
        return List.of();
      }
      require(!found.names.containsValue(name));
      found.names.put(id, name);
      return List.of(new RenameEnumValue(found.name, from, name));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id);
    }
  }

  /** What both branches add under one name has one id. */
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
    public Set<String> touched() {
      return Set.of(id());
    }
  }

  record NewEnum(String name, List<String> values) implements BranchEdit {
    String id() {
      return "enum " + name;
    }

    @Override
    public Optional<String> owner() {
      return Optional.empty();
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel made = new EnumModel(name);
      values.forEach(value -> made.names.put("value " + name + value, value));
      made.order.addAll(made.names.keySet());
      EnumModel there = model.enums.get(id());
      if (there != null && there.name.equals(name)) {
        require(there.order.equals(made.order));
        return List.of();
      }
      require(there == null && !model.isTaken(name));
      model.enums.put(id(), made);
      return List.of(new AddEnum(model.enumType(made)));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id());
    }
  }

  record NewField(String in, FieldModel field) implements BranchEdit {
    String id() {
      return in + "+" + field.name();
    }

    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = entity(model, in);
      FieldModel there = entity.fields.get(id());
      if (there != null) {
        require(there.equals(field));
        return List.of();
      }
      require(entity.fields.values().stream().noneMatch(each -> each.name().equals(field.name())));
      require(
          !field.type().startsWith("enum:") || model.enums.containsKey(field.type().substring(5)));
      require(
          !field.type().startsWith("ref:")
              || model.entities.containsKey(field.type().substring(4)));
      require(!field.type().startsWith("ref:") || sameKey(model));
      require(
          !field.defaultValue().startsWith("value")
              || model
                  .enums
                  .get(field.type().substring(5))
                  .names
                  .containsKey(field.defaultValue()));
      entity.fields.put(id(), field);
      return List.of(new AddField(entity.name, model.field(field), none(), Optional.empty()));
    }

    /** A reference means the field that was the key when it was written. */
    private boolean sameKey(BranchModel model) {
      EntityModel target = model.entities.get(field.type().substring(4));
      return target.key.endsWith(".id");
    }

    @Override
    public Set<String> touched() {
      return Set.of(id());
    }
  }

  record GoneField(String in, String id) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = model.entities.get(in);
      if (entity == null || !entity.fields.containsKey(id)) {
        return List.of();
      }
      require(!entity.key.equals(id));
      String name = entity.fields.remove(id).name();
      entity.uniques.removeIf(group -> group.contains(id));
      entity.indexes.removeIf(group -> group.contains(id));
      return List.of(new DropField(entity.name, name));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id);
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
      require(!model.isReferred(id));
      require(parts.containsAll(entity.fields.keySet()));
      return List.of(new DropEntity(entity.name));
    }

    @Override
    public Set<String> touched() {
      Set<String> all = new java.util.HashSet<>(parts);
      all.add(id);
      return all;
    }
  }

  record GoneEnum(String id, Set<String> parts) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(id);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = model.enums.remove(id);
      if (found == null) {
        return List.of();
      }
      require(!model.isUsed(id));
      return List.of(new DropEnum(found.name));
    }

    @Override
    public Set<String> touched() {
      Set<String> all = new java.util.HashSet<>(parts);
      all.add(id);
      all.add(id + " order");
      return all;
    }
  }

  /**
   * @param what {@code type}, {@code nullable} or {@code default}
   */
  record SetField(String in, String id, String what, String value) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EntityModel entity = entity(model, in);
      require(entity.fields.containsKey(id));
      FieldModel before = entity.fields.get(id);
      FieldModel after =
          switch (what) {
            case "type" ->
                new FieldModel(before.name(), value, before.nullable(), before.defaultValue());
            case "nullable" ->
                new FieldModel(
                    before.name(), before.type(), value.equals("?"), before.defaultValue());
            default -> new FieldModel(before.name(), before.type(), before.nullable(), value);
          };
      if (after.equals(before)) {
        return List.of();
      }
      require(after.isSound() && !(after.nullable() && entity.key.equals(id)));
      require(
          !after.type().startsWith("enum:") || model.enums.containsKey(after.type().substring(5)));
      require(
          !after.defaultValue().startsWith("value")
              || model
                  .enums
                  .get(after.type().substring(5))
                  .names
                  .containsKey(after.defaultValue()));
      entity.fields.put(id, after);
      return List.of(
          new ChangeField(
              entity.name,
              model.field(before),
              model.field(after),
              Optional.empty(),
              Optional.empty()));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id);
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
    public Set<String> touched() {
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
              ? new AddIndex(entity.name, new Index(names))
              : new DropIndex(entity.name, new Index(names)));
    }

    @Override
    public Set<String> touched() {
      return Set.of(in + fields + unique);
    }
  }

  /** A value between others: behind the nearest of its predecessors that is there. */
  record NewValue(String in, String name, List<String> predecessors) implements BranchEdit {
    String id() {
      return "value " + in + "+" + name;
    }

    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = enumModel(model, in);
      int at = 0;
      for (String each : predecessors) {
        at = Math.max(at, found.order.indexOf(each) + 1);
      }
      if (found.names.containsKey(id())) {
        require(found.order.indexOf(id()) == at);
        return List.of();
      }
      require(!found.names.containsValue(name));
      AddEnumValue.Position position =
          at == 0
              ? new AddEnumValue.Position(true, found.names.get(found.order.get(0)))
              : new AddEnumValue.Position(false, found.names.get(found.order.get(at - 1)));
      found.order.add(at, id());
      found.names.put(id(), name);
      return List.of(
          new AddEnumValue(
              found.name,
              name,
              at == found.order.size() - 1 ? Optional.empty() : Optional.of(position)));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id(), in + " order");
    }
  }

  record GoneValue(String in, String id) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = model.enums.get(in);
      if (found == null || !found.names.containsKey(id)) {
        return List.of();
      }
      require(!model.isDefault(id) && found.order.size() > 1);
      found.order.remove(id);
      return List.of(
          new DropEnumValue(found.name, found.names.remove(id), new DropEnumValue.None()));
    }

    @Override
    public Set<String> touched() {
      return Set.of(id, in + " order");
    }
  }

  record Reorder(String in, List<String> values) implements BranchEdit {
    @Override
    public Optional<String> owner() {
      return Optional.of(in);
    }

    @Override
    public List<PlanStatement> apply(BranchModel model) {
      EnumModel found = enumModel(model, in);
      require(values.containsAll(found.order));
      List<String> order = new ArrayList<>(values);
      order.retainAll(found.order);
      if (order.equals(found.order)) {
        return List.of();
      }
      found.order.clear();
      found.order.addAll(order);
      return List.of(new ReorderEnum(model.enumType(found)));
    }

    @Override
    public Set<String> touched() {
      return Set.of(in + " order");
    }
  }
}
