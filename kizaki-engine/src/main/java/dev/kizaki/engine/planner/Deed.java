package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddSystemEntity;
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
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import java.util.Objects;

/**
 * What a statement does, in the words that a migration is named by.
 *
 * @param verb {@code add}, {@code rename} and so on
 * @param entity the entity it happens in; empty where that is not an entity's matter
 * @param object what it happens to
 */
record Deed(String verb, String entity, String object) {
  Deed {
    Objects.requireNonNull(verb, "verb");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(object, "object");
  }

  static Deed of(PlanStatement statement) {
    return statement.accept(VISITOR);
  }

  private static Deed the(String verb, String entity, String object) {
    return new Deed(verb, entity, object);
  }

  private static final StatementVisitor<Deed> VISITOR =
      new StatementVisitor<>() {
        @Override
        public Deed visitAddEntity(AddEntity s) {
          return the("add", "", s.entity().name());
        }

        @Override
        public Deed visitAddEnum(AddEnum s) {
          return the("add", "", s.enumType().name());
        }

        @Override
        public Deed visitAddEnumValue(AddEnumValue s) {
          return the("add", "", s.value());
        }

        @Override
        public Deed visitAddField(AddField s) {
          return the("add", s.entity(), s.field().name());
        }

        @Override
        public Deed visitAddIndex(AddIndex s) {
          return the("add", s.entity(), s.entity() + "_index");
        }

        @Override
        public Deed visitAddKey(AddKey s) {
          return the("add", s.entity(), s.entity() + "_key");
        }

        @Override
        public Deed visitAddSystemEntity(AddSystemEntity s) {
          return the("add", "", s.systemEntity().name());
        }

        @Override
        public Deed visitAddUnique(AddUnique s) {
          return the("add", s.entity(), s.entity() + "_unique");
        }

        @Override
        public Deed visitChangeField(ChangeField s) {
          return the("change", s.entity(), s.before().name());
        }

        @Override
        public Deed visitDropEntity(DropEntity s) {
          return the("drop", "", s.entity());
        }

        @Override
        public Deed visitDropEnum(DropEnum s) {
          return the("drop", "", s.enumName());
        }

        @Override
        public Deed visitDropEnumValue(DropEnumValue s) {
          return the("drop", "", s.value());
        }

        @Override
        public Deed visitDropField(DropField s) {
          return the("drop", s.entity(), s.field());
        }

        @Override
        public Deed visitDropIndex(DropIndex s) {
          return the("drop", s.entity(), s.entity() + "_index");
        }

        @Override
        public Deed visitDropKey(DropKey s) {
          return the("drop", s.entity(), s.entity() + "_key");
        }

        @Override
        public Deed visitDropUnique(DropUnique s) {
          return the("drop", s.entity(), s.entity() + "_unique");
        }

        @Override
        public Deed visitRenameEntity(RenameEntity s) {
          return the("rename", "", s.from());
        }

        @Override
        public Deed visitRenameEnum(RenameEnum s) {
          return the("rename", "", s.from());
        }

        @Override
        public Deed visitRenameEnumValue(RenameEnumValue s) {
          return the("rename", "", s.from());
        }

        @Override
        public Deed visitRenameField(RenameField s) {
          return the("rename", s.entity(), s.from());
        }

        @Override
        public Deed visitReorderEnum(ReorderEnum s) {
          return the("reorder", "", s.order().name());
        }

        @Override
        public Deed visitRunSql(RunSql s) {
          return the("run", "", "sql");
        }

        @Override
        public Deed visitUpdateRows(UpdateRows s) {
          return the("update", s.entity(), s.entity());
        }
      };
}
