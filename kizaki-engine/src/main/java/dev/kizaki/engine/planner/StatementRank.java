package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;

/** The order of statements that do not depend on each other: the one that a reader expects. */
enum StatementRank {
  RENAMES,
  SYSTEM_ENTITIES,
  ENUMS,
  // Rows and types may change afterwards.
  CHECK_DROPS,
  // What an object uses may change or go afterwards.
  OBJECT_DROPS,
  SEQUENCES,
  ENTITIES,
  FIELDS,
  CHANGES,
  ROWS,
  GROUPS,
  CHECKS,
  REFERENCES,
  OBJECTS,
  // Parts of an element are dropped before the element itself.
  REFERENCE_DROPS,
  INDEX_DROPS,
  UNIQUE_DROPS,
  KEY_DROPS,
  FIELD_DROPS,
  ENTITY_DROPS,
  VALUE_DROPS,
  ENUM_DROPS,
  SEQUENCE_DROPS;

  static StatementRank of(PlanStatement statement) {
    return statement.accept(VISITOR);
  }

  private static final StatementVisitor<StatementRank> VISITOR =
      new StatementVisitor<>() {
        @Override
        public StatementRank visitAddEntity(AddEntity statement) {
          return ENTITIES;
        }

        @Override
        public StatementRank visitAddField(AddField statement) {
          return FIELDS;
        }

        @Override
        public StatementRank visitAddEnum(AddEnum statement) {
          return ENUMS;
        }

        @Override
        public StatementRank visitAddEnumValue(AddEnumValue statement) {
          return ENUMS;
        }

        @Override
        public StatementRank visitAddObject(AddObject statement) {
          return OBJECTS;
        }

        @Override
        public StatementRank visitChangeObject(ChangeObject statement) {
          return OBJECTS;
        }

        @Override
        public StatementRank visitDropObject(DropObject statement) {
          return OBJECT_DROPS;
        }

        @Override
        public StatementRank visitRenameObject(RenameObject statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitAddSequence(AddSequence statement) {
          return SEQUENCES;
        }

        @Override
        public StatementRank visitChangeSequence(ChangeSequence statement) {
          return CHANGES;
        }

        @Override
        public StatementRank visitDropSequence(DropSequence statement) {
          return SEQUENCE_DROPS;
        }

        @Override
        public StatementRank visitRenameSequence(RenameSequence statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitAddUnique(AddUnique statement) {
          return GROUPS;
        }

        @Override
        public StatementRank visitAddIndex(AddIndex statement) {
          return GROUPS;
        }

        @Override
        public StatementRank visitAddKey(AddKey statement) {
          return GROUPS;
        }

        @Override
        public StatementRank visitAddCheck(AddCheck statement) {
          return CHECKS;
        }

        @Override
        public StatementRank visitDropCheck(DropCheck statement) {
          return CHECK_DROPS;
        }

        @Override
        public StatementRank visitChangeCheck(ChangeCheck statement) {
          return CHECKS;
        }

        @Override
        public StatementRank visitAddReference(AddReference statement) {
          return REFERENCES;
        }

        @Override
        public StatementRank visitDropReference(DropReference statement) {
          return REFERENCE_DROPS;
        }

        @Override
        public StatementRank visitChangeReference(ChangeReference statement) {
          return REFERENCES;
        }

        @Override
        public StatementRank visitAddSystemEntity(AddSystemEntity statement) {
          return SYSTEM_ENTITIES;
        }

        @Override
        public StatementRank visitDropEntity(DropEntity statement) {
          return ENTITY_DROPS;
        }

        @Override
        public StatementRank visitDropField(DropField statement) {
          return FIELD_DROPS;
        }

        @Override
        public StatementRank visitDropEnum(DropEnum statement) {
          return ENUM_DROPS;
        }

        @Override
        public StatementRank visitDropEnumValue(DropEnumValue statement) {
          return VALUE_DROPS;
        }

        @Override
        public StatementRank visitDropUnique(DropUnique statement) {
          return UNIQUE_DROPS;
        }

        @Override
        public StatementRank visitDropIndex(DropIndex statement) {
          return INDEX_DROPS;
        }

        @Override
        public StatementRank visitDropKey(DropKey statement) {
          return KEY_DROPS;
        }

        @Override
        public StatementRank visitRenameEntity(RenameEntity statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitRenameField(RenameField statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitRenameEnum(RenameEnum statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitRenameEnumValue(RenameEnumValue statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitChangeField(ChangeField statement) {
          return CHANGES;
        }

        @Override
        public StatementRank visitRenameInDatabase(RenameInDatabase statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitRenameDependent(RenameDependent statement) {
          return RENAMES;
        }

        @Override
        public StatementRank visitReorderEnum(ReorderEnum statement) {
          return CHANGES;
        }

        @Override
        public StatementRank visitUpdateRows(UpdateRows statement) {
          return ROWS;
        }

        @Override
        public StatementRank visitRunSql(RunSql statement) {
          return ROWS;
        }
      };
}
