package dev.kizaki.engine.cases;

import static dev.kizaki.engine.cases.BranchEdit.entity;
import static dev.kizaki.engine.cases.BranchEdit.require;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.FieldModel;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of fields. */
final class FieldEdits {
  private FieldEdits() {}

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
    public Set<String> changedElements() {
      return Set.of(id);
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
      return List.of(
          new AddField(
              entity.name, model.field(field), AddField.Annotations.NONE, Optional.empty()));
    }

    /** A reference points to the field that was the key when the reference was added. */
    private boolean sameKey(BranchModel model) {
      EntityModel target = model.entities.get(field.type().substring(4));
      return target.key.endsWith(".id");
    }

    @Override
    public Set<String> changedElements() {
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
    public Set<String> changedElements() {
      return Set.of(id);
    }
  }

  /**
   * @param what {@code type}, {@code nullable}, {@code default} or a property of a reference
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
                new FieldModel(before.name(), value, before.nullable(), before.defaultValue())
                    .withOptions(before.options());
            case "nullable" ->
                new FieldModel(
                        before.name(), before.type(), value.equals("?"), before.defaultValue())
                    .withOptions(before.options());
            case "default" ->
                new FieldModel(before.name(), before.type(), before.nullable(), value)
                    .withOptions(before.options());
            default -> before.withOptions(options(before.options()));
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
      if (model.field(before).equals(model.field(after))) {
        return List.of();
      }
      return List.of(
          new ChangeField(
              entity.name,
              model.field(before),
              model.field(after),
              Optional.empty(),
              Optional.empty()));
    }

    private ReferenceOptions options(ReferenceOptions before) {
      return switch (what) {
        case "onDelete" ->
            before.withOnDelete(ReferentialAction.ofWord(value).orElse(before.onDelete()));
        case "onUpdate" ->
            before.withOnUpdate(ReferentialAction.ofWord(value).orElse(before.onUpdate()));
        case "deferrability" ->
            before.withDeferrability(Deferrability.ofWord(value).orElse(before.deferrability()));
        default -> before.withIndexed(!value.equals("noIndex"));
      };
    }

    @Override
    public Set<String> changedElements() {
      return Set.of(id);
    }
  }
}
