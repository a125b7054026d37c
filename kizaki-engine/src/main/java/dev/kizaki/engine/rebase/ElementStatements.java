package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;

/** Makes the statements that rename or drop an element, for each kind of element. */
final class ElementStatements {
  private ElementStatements() {}

  static PlanStatement rename(BranchState state, ElementId element, String to) {
    ScopedName name = state.nameOf(element);
    return switch (name.kind()) {
      case ENTITY -> new RenameEntity(name.name(), to);
      case ENUM -> new RenameEnum(name.name(), to);
      case FIELD -> new RenameField(state.name(name.owner()), name.name(), to);
      case VALUE -> new RenameEnumValue(state.name(name.owner()), name.name(), to);
    };
  }

  static PlanStatement drop(BranchState state, ElementId element) {
    ScopedName name = state.nameOf(element);
    return switch (name.kind()) {
      case ENTITY -> new DropEntity(name.name());
      case ENUM -> new DropEnum(name.name());
      case FIELD -> new DropField(state.name(name.owner()), name.name());
      case VALUE ->
          new DropEnumValue(state.name(name.owner()), name.name(), new DropEnumValue.Unresolved());
    };
  }
}
