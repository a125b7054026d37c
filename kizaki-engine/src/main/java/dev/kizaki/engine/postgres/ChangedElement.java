package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.GroupStatement;
import dev.kizaki.engine.plan.GroupVisitor;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import java.util.Optional;

/**
 * The entity or the enum whose catalog objects a statement changes.
 *
 * @param isEnum whether it is an enum
 * @param before its name before the statement; absent if the statement adds it
 * @param after its name after the statement; absent if the statement drops it
 */
record ChangedElement(boolean isEnum, Optional<String> before, Optional<String> after) {
  static final GroupVisitor<ChangedElement> VISITOR = new Visitor();

  /** Whether the statement changes no object, or only the users' table, which it may not create. */
  boolean isNone() {
    return before.isEmpty() && after.isEmpty();
  }

  private static ChangedElement entity(String name) {
    return new ChangedElement(false, Optional.of(name), Optional.of(name));
  }

  private static ChangedElement enumType(String name) {
    return new ChangedElement(true, Optional.of(name), Optional.of(name));
  }

  private static final class Visitor implements GroupVisitor<ChangedElement> {
    private static final ChangedElement NONE =
        new ChangedElement(false, Optional.empty(), Optional.empty());

    @Override
    public ChangedElement visitAddEntity(AddEntity statement) {
      return new ChangedElement(false, Optional.empty(), Optional.of(statement.entity().name()));
    }

    @Override
    public ChangedElement visitDropEntity(DropEntity statement) {
      return new ChangedElement(false, Optional.of(statement.entity()), Optional.empty());
    }

    @Override
    public ChangedElement visitRenameEntity(RenameEntity statement) {
      return new ChangedElement(false, Optional.of(statement.from()), Optional.of(statement.to()));
    }

    @Override
    public ChangedElement visitAddField(AddField statement) {
      return entity(statement.entity());
    }

    @Override
    public ChangedElement visitChangeField(ChangeField statement) {
      return entity(statement.entity());
    }

    @Override
    public ChangedElement visitDropField(DropField statement) {
      return entity(statement.entity());
    }

    @Override
    public ChangedElement visitRenameField(RenameField statement) {
      return entity(statement.entity());
    }

    @Override
    public ChangedElement visitGroup(GroupStatement statement) {
      return entity(statement.entity());
    }

    @Override
    public ChangedElement visitAddEnum(AddEnum statement) {
      return new ChangedElement(true, Optional.empty(), Optional.of(statement.enumType().name()));
    }

    @Override
    public ChangedElement visitDropEnum(DropEnum statement) {
      return new ChangedElement(true, Optional.of(statement.enumName()), Optional.empty());
    }

    @Override
    public ChangedElement visitRenameEnum(RenameEnum statement) {
      return new ChangedElement(true, Optional.of(statement.from()), Optional.of(statement.to()));
    }

    @Override
    public ChangedElement visitAddEnumValue(AddEnumValue statement) {
      return enumType(statement.enumName());
    }

    @Override
    public ChangedElement visitDropEnumValue(DropEnumValue statement) {
      return enumType(statement.enumName());
    }

    @Override
    public ChangedElement visitRenameEnumValue(RenameEnumValue statement) {
      return enumType(statement.enumName());
    }

    @Override
    public ChangedElement visitReorderEnum(ReorderEnum statement) {
      return enumType(statement.order().name());
    }

    /** The table is created only if it does not exist. */
    @Override
    public ChangedElement visitAddSystemEntity(AddSystemEntity statement) {
      return NONE;
    }

    @Override
    public ChangedElement visitUpdateRows(UpdateRows statement) {
      return NONE;
    }

    @Override
    public ChangedElement visitRunSql(RunSql statement) {
      return NONE;
    }
  }
}
