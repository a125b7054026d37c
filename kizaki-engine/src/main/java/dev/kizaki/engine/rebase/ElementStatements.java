package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import java.util.Optional;

/** Makes the statements that rename or drop an element, for each kind of element. */
final class ElementStatements {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private ElementStatements() {}

  /** A rename in the schema. The name in the database follows only if it is the derived one. */
  static PlanStatement rename(BranchState state, ElementId element, String to) {
    NamedElement named = state.named(element);
    if (named.kind() == ElementKind.OBJECT) {
      return RenameStatement.of(named, to, Optional.empty());
    }
    String current = NAMES.of(state.shape(), named).orElseThrow();
    return RenameStatement.of(
        named, to, Optional.of(current).filter(name -> !name.equals(NAMES.derived(named))));
  }

  /** The same without a change in the database. */
  static PlanStatement renameAndKeep(BranchState state, ElementId element, String to) {
    NamedElement named = state.named(element);
    return RenameStatement.of(named, to, NAMES.of(state.shape(), named));
  }

  static PlanStatement drop(BranchState state, ElementId element) {
    ScopedName name = state.nameOf(element);
    return switch (name.kind()) {
      case ENTITY -> new DropEntity(name.name());
      case ENUM -> new DropEnum(name.name());
      case SEQUENCE -> new DropSequence(name.name());
      case OBJECT -> new DropObject(name.name());
      case FIELD -> new DropField(state.name(name.owner()), name.name());
      case VALUE ->
          new DropEnumValue(state.name(name.owner()), name.name(), new DropEnumValue.Unresolved());
    };
  }
}
