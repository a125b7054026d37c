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
import dev.kizaki.engine.shape.FieldGroup;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What a statement is about, under its name after the statement. What it merely refers to, such as
 * a field's type, is not meant, but the neighbour that a new value stands beside is.
 *
 * @param kind {@link Kind#ENTITY} or {@link Kind#ENUM}
 * @param owner the entity or enum
 * @param members the fields or values; empty for the owner as such
 */
record Touched(Kind kind, String owner, Set<String> members) {
  static Touched of(PlanStatement statement) {
    return statement.accept(VISITOR);
  }

  /** Whether this is, or has as a part, what the other is about. */
  boolean isMetBy(Touched other) {
    return kind == other.kind
        && owner.equals(other.owner)
        && (members.isEmpty() || !Collections.disjoint(members, other.members));
  }

  private static Touched entity(String name) {
    return new Touched(Kind.ENTITY, name, Set.of());
  }

  private static Touched field(String entity, String field) {
    return new Touched(Kind.ENTITY, entity, Set.of(field));
  }

  private static Touched group(String entity, FieldGroup group) {
    return new Touched(Kind.ENTITY, entity, Set.copyOf(group.fields()));
  }

  private static Touched enumType(String name) {
    return new Touched(Kind.ENUM, name, Set.of());
  }

  private static Touched value(String enumName, String value) {
    return new Touched(Kind.ENUM, enumName, Set.of(value));
  }

  private static final StatementVisitor<Touched> VISITOR =
      new StatementVisitor<>() {
        @Override
        public Touched visitAddEntity(AddEntity s) {
          return entity(s.entity().name());
        }

        @Override
        public Touched visitAddField(AddField s) {
          return field(s.entity(), s.field().name());
        }

        @Override
        public Touched visitAddEnum(AddEnum s) {
          return enumType(s.enumType().name());
        }

        @Override
        public Touched visitAddEnumValue(AddEnumValue s) {
          Set<String> values = new HashSet<>(Set.of(s.value()));
          s.position().ifPresent(at -> values.add(at.neighbour()));
          return new Touched(Kind.ENUM, s.enumName(), Set.copyOf(values));
        }

        @Override
        public Touched visitAddUnique(AddUnique s) {
          return group(s.entity(), s.unique());
        }

        @Override
        public Touched visitAddIndex(AddIndex s) {
          return group(s.entity(), s.index());
        }

        @Override
        public Touched visitAddKey(AddKey s) {
          return group(s.entity(), s.key());
        }

        @Override
        public Touched visitAddSystemEntity(AddSystemEntity s) {
          return entity(s.systemEntity().name());
        }

        @Override
        public Touched visitDropEntity(DropEntity s) {
          return entity(s.entity());
        }

        @Override
        public Touched visitDropField(DropField s) {
          return field(s.entity(), s.field());
        }

        @Override
        public Touched visitDropEnum(DropEnum s) {
          return enumType(s.enumName());
        }

        @Override
        public Touched visitDropEnumValue(DropEnumValue s) {
          return value(s.enumName(), s.value());
        }

        @Override
        public Touched visitDropUnique(DropUnique s) {
          return group(s.entity(), s.unique());
        }

        @Override
        public Touched visitDropIndex(DropIndex s) {
          return group(s.entity(), s.index());
        }

        @Override
        public Touched visitDropKey(DropKey s) {
          return entity(s.entity());
        }

        @Override
        public Touched visitRenameEntity(RenameEntity s) {
          return entity(s.to());
        }

        @Override
        public Touched visitRenameField(RenameField s) {
          return field(s.entity(), s.to());
        }

        @Override
        public Touched visitRenameEnum(RenameEnum s) {
          return enumType(s.to());
        }

        @Override
        public Touched visitRenameEnumValue(RenameEnumValue s) {
          return value(s.enumName(), s.to());
        }

        @Override
        public Touched visitChangeField(ChangeField s) {
          return field(s.entity(), s.after().name());
        }

        @Override
        public Touched visitReorderEnum(ReorderEnum s) {
          return enumType(s.order().name());
        }

        @Override
        public Touched visitUpdateRows(UpdateRows s) {
          return entity(s.entity());
        }

        @Override
        public Touched visitRunSql(RunSql s) {
          return new Touched(Kind.ENTITY, "", Set.of());
        }
      };
}
