package dev.kizaki.engine.proof;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.FieldGroup;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a statement is about, so that two statements about one thing find each other. */
public record Topic(String name) {
  /** The one thing that the statement is about; of a rename, the thing under its new name. */
  public static Topic of(PlanStatement statement) {
    return statement.accept(VISITOR);
  }

  /** Everything that an item of a plan is about, under old names and new. */
  public static Set<Topic> about(PlanItem item) {
    if (item instanceof Choice choice) {
      return Stream.concat(choice.either().stream(), choice.or().stream())
          .flatMap(statement -> about(statement).stream())
          .collect(Collectors.toSet());
    }
    PlanStatement statement = (PlanStatement) item;
    return Stream.concat(Stream.of(of(statement)), before(statement).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Topic> before(PlanStatement statement) {
    if (statement instanceof RenameEntity rename) {
      return Optional.of(entity(rename.from()));
    }
    if (statement instanceof RenameEnum rename) {
      return Optional.of(enumType(rename.from()));
    }
    if (statement instanceof RenameEnumValue rename) {
      return Optional.of(value(rename.enumName(), rename.from()));
    }
    return statement instanceof RenameField rename
        ? Optional.of(field(rename.entity(), rename.from()))
        : Optional.empty();
  }

  /** Whether the statement takes the thing away, so that the plan said too much about it. */
  boolean isUndone(PlanStatement needed) {
    return needed instanceof DropEntity
        || needed instanceof DropEnum
        || needed instanceof DropEnumValue
        || needed instanceof DropField
        || needed instanceof DropIndex
        || needed instanceof DropUnique;
  }

  private static Topic entity(String name) {
    return new Topic("entity " + name);
  }

  private static Topic enumType(String name) {
    return new Topic("enum " + name);
  }

  private static Topic value(String enumName, String value) {
    return new Topic("value " + enumName + "." + value);
  }

  private static Topic field(String entity, String field) {
    return new Topic("field " + entity + "." + field);
  }

  private static Topic group(String kind, String entity, FieldGroup group) {
    return new Topic(kind + " " + entity + group.text());
  }

  private static Topic key(String entity) {
    return new Topic("key " + entity);
  }

  private static final StatementVisitor<Topic> VISITOR =
      new StatementVisitor<>() {
        @Override
        public Topic visitAddEntity(AddEntity statement) {
          return entity(statement.entity().name());
        }

        @Override
        public Topic visitAddEnum(AddEnum statement) {
          return enumType(statement.enumType().name());
        }

        @Override
        public Topic visitAddEnumValue(AddEnumValue statement) {
          return value(statement.enumName(), statement.value());
        }

        @Override
        public Topic visitAddField(AddField statement) {
          return field(statement.entity(), statement.field().name());
        }

        @Override
        public Topic visitAddIndex(AddIndex statement) {
          return group("index", statement.entity(), statement.index());
        }

        @Override
        public Topic visitAddKey(AddKey statement) {
          return key(statement.entity());
        }

        @Override
        public Topic visitAddSystemEntity(AddSystemEntity statement) {
          return entity(statement.systemEntity().name());
        }

        @Override
        public Topic visitAddUnique(AddUnique statement) {
          return group("unique", statement.entity(), statement.unique());
        }

        @Override
        public Topic visitChangeField(ChangeField statement) {
          return field(statement.entity(), statement.before().name());
        }

        @Override
        public Topic visitDropEntity(DropEntity statement) {
          return entity(statement.entity());
        }

        @Override
        public Topic visitDropEnum(DropEnum statement) {
          return enumType(statement.enumName());
        }

        @Override
        public Topic visitDropEnumValue(DropEnumValue statement) {
          return value(statement.enumName(), statement.value());
        }

        @Override
        public Topic visitDropField(DropField statement) {
          return field(statement.entity(), statement.field());
        }

        @Override
        public Topic visitDropIndex(DropIndex statement) {
          return group("index", statement.entity(), statement.index());
        }

        @Override
        public Topic visitDropKey(DropKey statement) {
          return key(statement.entity());
        }

        @Override
        public Topic visitDropUnique(DropUnique statement) {
          return group("unique", statement.entity(), statement.unique());
        }

        @Override
        public Topic visitRenameEntity(RenameEntity statement) {
          return entity(statement.to());
        }

        @Override
        public Topic visitRenameEnum(RenameEnum statement) {
          return enumType(statement.to());
        }

        @Override
        public Topic visitRenameEnumValue(RenameEnumValue statement) {
          return value(statement.enumName(), statement.to());
        }

        @Override
        public Topic visitRenameField(RenameField statement) {
          return field(statement.entity(), statement.to());
        }

        @Override
        public Topic visitReorderEnum(ReorderEnum statement) {
          return enumType(statement.order().name());
        }

        @Override
        public Topic visitRunSql(RunSql statement) {
          return new Topic("rows " + statement.sql());
        }

        @Override
        public Topic visitUpdateRows(UpdateRows statement) {
          return new Topic("rows of " + statement.entity());
        }
      };
}
