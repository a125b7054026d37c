package dev.kizaki.engine.history;

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
import dev.kizaki.engine.plan.PlanValue;
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
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Optional;

/** The frozen tokens of each kind of statement, version 1. */
final class StatementTokens implements StatementVisitor<Void> {
  private final DigestTokens tokens;
  private final ShapeTokens shapes;

  StatementTokens(DigestTokens tokens) {
    this.tokens = tokens;
    this.shapes = new ShapeTokens(tokens);
  }

  @Override
  public Void visitAddEntity(AddEntity statement) {
    tokens.text("add entity");
    shapes.entity(statement.entity());
    return null;
  }

  @Override
  public Void visitAddField(AddField statement) {
    tokens.text("add field");
    tokens.text(statement.entity());
    shapes.field(statement.field());
    tokens.flag(statement.annotations().primaryKey());
    tokens.flag(statement.annotations().unique());
    tokens.flag(statement.annotations().index());
    groupNames(statement.annotations().names());
    tokens.optional(statement.backfill(), this::value);
    return null;
  }

  /** Names that are left open have no token. */
  private void groupNames(AddField.GroupNames names) {
    if (!names.equals(AddField.GroupNames.NONE)) {
      tokens.text("named");
      tokens.optional(names.primaryKey(), tokens::text);
      tokens.optional(names.unique(), tokens::text);
      tokens.optional(names.index(), tokens::text);
    }
  }

  @Override
  public Void visitAddEnum(AddEnum statement) {
    tokens.text("add enum");
    shapes.enumType(statement.enumType());
    return null;
  }

  @Override
  public Void visitAddObject(AddObject statement) {
    tokens.text("add object");
    shapes.object(statement.object());
    return null;
  }

  @Override
  public Void visitChangeObject(ChangeObject statement) {
    tokens.text(statement.isOpen() ? "unresolved change object" : "change object");
    tokens.text(statement.name());
    tokens.flag(statement.madeAnew());
    tokens.optional(statement.uses(), tokens::texts);
    tokens.optional(statement.create(), tokens::text);
    tokens.optional(statement.drop(), drop -> tokens.optional(drop.text(), tokens::text));
    return null;
  }

  @Override
  public Void visitDropObject(DropObject statement) {
    tokens.text("drop object");
    tokens.text(statement.name());
    return null;
  }

  @Override
  public Void visitRenameObject(RenameObject statement) {
    tokens.text("rename object");
    tokens.text(statement.from());
    tokens.text(statement.to());
    return null;
  }

  @Override
  public Void visitAddSequence(AddSequence statement) {
    tokens.text("add sequence");
    shapes.sequence(statement.sequence());
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue statement) {
    renamed("add value", statement.label(), statement.enumName(), statement.value());
    tokens.optional(
        statement.position(),
        position -> {
          tokens.flag(position.before());
          tokens.text(position.neighbour());
        });
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique statement) {
    tokens.text("add unique");
    tokens.text(statement.entity());
    shapes.group(statement.unique());
    return null;
  }

  @Override
  public Void visitAddIndex(AddIndex statement) {
    tokens.text("add index");
    tokens.text(statement.entity());
    shapes.group(statement.index());
    return null;
  }

  @Override
  public Void visitAddKey(AddKey statement) {
    tokens.text("add key");
    tokens.text(statement.entity());
    shapes.group(statement.key());
    return null;
  }

  @Override
  public Void visitAddCheck(AddCheck statement) {
    tokens.text("add check");
    tokens.text(statement.entity());
    shapes.check(statement.check());
    return null;
  }

  @Override
  public Void visitDropCheck(DropCheck statement) {
    tokens.text("drop check");
    tokens.text(statement.entity());
    shapes.check(statement.check());
    return null;
  }

  @Override
  public Void visitChangeCheck(ChangeCheck statement) {
    tokens.text("change check");
    tokens.text(statement.entity());
    shapes.check(statement.before());
    shapes.check(statement.after());
    return null;
  }

  @Override
  public Void visitAddReference(AddReference statement) {
    tokens.text("add reference");
    tokens.text(statement.entity());
    shapes.reference(statement.reference());
    return null;
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity statement) {
    tokens.text("add system");
    shapes.systemEntity(statement.systemEntity());
    return null;
  }

  @Override
  public Void visitDropEntity(DropEntity statement) {
    return texts("drop entity", statement.entity());
  }

  @Override
  public Void visitDropField(DropField statement) {
    texts("drop field", statement.entity(), statement.field());
    statement
        .keep()
        .ifPresent(
            keep -> {
              tokens.text("keep");
              value(keep);
            });
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum statement) {
    return texts("drop enum", statement.enumName());
  }

  @Override
  public Void visitDropSequence(DropSequence statement) {
    return texts("drop sequence", statement.name());
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue statement) {
    texts("drop value", statement.enumName(), statement.value());
    if (statement.replacement() instanceof DropEnumValue.Other other) {
      return texts("other", other.value());
    }
    boolean none = statement.replacement() instanceof DropEnumValue.None;
    return texts(none ? "none" : "unresolved");
  }

  @Override
  public Void visitDropUnique(DropUnique statement) {
    tokens.text("drop unique");
    tokens.text(statement.entity());
    shapes.group(statement.unique());
    return null;
  }

  @Override
  public Void visitDropIndex(DropIndex statement) {
    tokens.text("drop index");
    tokens.text(statement.entity());
    shapes.group(statement.index());
    return null;
  }

  @Override
  public Void visitDropKey(DropKey statement) {
    return texts("drop key", statement.entity());
  }

  @Override
  public Void visitDropReference(DropReference statement) {
    tokens.text("drop reference");
    tokens.text(statement.entity());
    shapes.reference(statement.reference());
    return null;
  }

  @Override
  public Void visitChangeReference(ChangeReference statement) {
    tokens.text("change reference");
    tokens.text(statement.entity());
    shapes.reference(statement.before());
    shapes.reference(statement.after());
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity statement) {
    return renamed("rename entity", statement.kept(), statement.from(), statement.to());
  }

  @Override
  public Void visitRenameField(RenameField statement) {
    return renamed(
        "rename field", statement.kept(), statement.entity(), statement.from(), statement.to());
  }

  @Override
  public Void visitRenameEnum(RenameEnum statement) {
    return renamed("rename enum", statement.kept(), statement.from(), statement.to());
  }

  @Override
  public Void visitRenameSequence(RenameSequence statement) {
    return renamed("rename sequence", statement.kept(), statement.from(), statement.to());
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue statement) {
    return renamed(
        "rename value", statement.kept(), statement.enumName(), statement.from(), statement.to());
  }

  @Override
  public Void visitRenameInDatabase(RenameInDatabase statement) {
    return texts(
        "rename in database",
        statement.noun(),
        statement.element().path(),
        statement.from(),
        statement.to());
  }

  @Override
  public Void visitRenameDependent(RenameDependent statement) {
    tokens.text("rename dependent");
    tokens.text(statement.element().noun());
    tokens.text(statement.entity());
    if (statement.element() instanceof SchemaElement.UniqueElement unique) {
      shapes.group(unique.unique());
    } else if (statement.element() instanceof SchemaElement.IndexElement index) {
      shapes.group(index.index());
    } else if (statement.element() instanceof SchemaElement.CheckElement check) {
      tokens.text(check.expression().text());
    } else if (statement.element() instanceof SchemaElement.ReferenceElement reference) {
      shapes.reference(reference.reference());
    } else if (statement.element() instanceof SchemaElement.ForeignKeyElement reference) {
      tokens.text(reference.field());
    } else if (statement.element() instanceof SchemaElement.OwnedSequenceElement sequence) {
      tokens.text(sequence.field());
    }
    return texts(statement.from(), statement.to());
  }

  @Override
  public Void visitChangeField(ChangeField statement) {
    tokens.text("change field");
    tokens.text(statement.entity());
    shapes.field(statement.before());
    shapes.field(statement.after());
    tokens.optional(statement.using(), this::value);
    tokens.optional(statement.backfill(), this::value);
    statement.back().ifPresent(back -> texts("back", back));
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum statement) {
    tokens.text("change enum");
    shapes.enumType(statement.order());
    return null;
  }

  @Override
  public Void visitChangeSequence(ChangeSequence statement) {
    tokens.text("change sequence");
    tokens.text(statement.name());
    tokens.texts(statement.before().texts());
    tokens.texts(statement.after().texts());
    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows statement) {
    if (statement.first()) {
      tokens.text("expand");
    }
    tokens.text("update");
    tokens.text(statement.entity());
    tokens.list(
        statement.assignments(),
        assignment -> {
          tokens.text(assignment.field());
          value(assignment.value());
        });
    tokens.optional(statement.where(), tokens::text);
    return null;
  }

  @Override
  public Void visitRunSql(RunSql statement) {
    return statement.first()
        ? texts("expand", "run", statement.sql())
        : texts("run", statement.sql());
  }

  private void value(PlanValue value) {
    if (value instanceof PlanValue.Literal literal) {
      tokens.text("literal");
      shapes.defaultValue(literal.value());
    } else if (value instanceof PlanValue.Sql sql) {
      tokens.text("sql");
      tokens.text(sql.expression());
    } else if (value instanceof PlanValue.Converted) {
      throw new IllegalArgumentException("a phase of a plan has no digest");
    } else {
      tokens.text(value instanceof PlanValue.Null ? "null" : "unresolved");
    }
  }

  /** A statement that has another word if it states a name in the database. */
  private Void renamed(String word, Optional<String> stated, String... texts) {
    tokens.text(stated.isPresent() ? word + " with name" : word);
    stated.ifPresent(tokens::text);
    return texts(texts);
  }

  private Void texts(String... texts) {
    for (String text : texts) {
      tokens.text(text);
    }
    return null;
  }
}
