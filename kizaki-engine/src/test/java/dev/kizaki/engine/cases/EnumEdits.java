package dev.kizaki.engine.cases;

import static dev.kizaki.engine.cases.BranchEdit.enumModel;
import static dev.kizaki.engine.cases.BranchEdit.require;

import dev.kizaki.engine.cases.BranchModel.EnumModel;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.ReorderEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of enums and their values. */
final class EnumEdits {
  private EnumEdits() {}

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
    public Set<String> changedElements() {
      return Set.of(id);
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
    public Set<String> changedElements() {
      return Set.of(id());
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
    public Set<String> changedElements() {
      Set<String> all = new java.util.HashSet<>(parts);
      all.add(id);
      all.add(id + " order");
      return all;
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
    public Set<String> changedElements() {
      return Set.of(id);
    }
  }

  /** Adds a value after the nearest of its predecessors that exists. */
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
    public Set<String> changedElements() {
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
    public Set<String> changedElements() {
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
    public Set<String> changedElements() {
      return Set.of(in + " order");
    }
  }
}
