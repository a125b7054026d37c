package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** A statement of a plan, as written. */
public sealed interface StatementNode extends PlanItemNode {
  /** Calls the visitor's method for this kind of statement. */
  <R> R accept(StatementNodeVisitor<R> visitor);

  /** {@code add entity E { … }}. */
  record AddEntity(EntityDeclaration entity, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddEntity(this);
    }
  }

  /** {@code add E.f: type … [backfill v]}; the field's name is the path's member. */
  record AddField(Name entity, FieldDeclaration field, Optional<Value> backfill, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddField(this);
    }
  }

  /** {@code add enum X { A, B }}. */
  record AddEnum(EnumDeclaration declaration, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddEnum(this);
    }
  }

  /** {@code add sequence S { increment: 50 }}. */
  record AddSequence(SequenceDeclaration declaration, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddSequence(this);
    }
  }

  /** {@code add value X.C [@label("c")] [before|after X.A]}. */
  record AddEnumValue(
      FieldPath value,
      List<Annotation> annotations,
      Optional<ValuePosition> position,
      SourceSpan span)
      implements StatementNode {
    public AddEnumValue {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddEnumValue(this);
    }
  }

  /** {@code add unique E([a, b])}. */
  record AddUnique(FieldList fields, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddUnique(this);
    }
  }

  /** {@code add index E([a, b])}. */
  record AddIndex(FieldList fields, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddIndex(this);
    }
  }

  /** {@code add key E([a, b])}. */
  record AddKey(FieldList fields, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddKey(this);
    }
  }

  /** {@code add check E(sql("…"))}. */
  record AddCheck(Name entity, CheckNode check, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddCheck(this);
    }
  }

  /** {@code add reference E([a, b] -> F([c, d]))}. */
  record AddReference(ReferenceTerm reference, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddReference(this);
    }
  }

  /** {@code drop reference E([a, b] -> F([c, d]))}. */
  record DropReference(ReferenceTerm reference, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropReference(this);
    }
  }

  /** {@code change reference E([a] -> F([c])) -> E([a] -> F([c]), onDelete: cascade)}. */
  record ChangeReference(ReferenceTerm before, ReferenceTerm after, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitChangeReference(this);
    }
  }

  /** {@code add system __User [from "schema"."table"."column": uuid]}. */
  record AddSystemEntity(Name name, Optional<TableColumn> from, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddSystemEntity(this);
    }
  }

  /** {@code add external E from "schema"."table"."column": uuid}. */
  record AddExternal(ExternalDeclaration declaration, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddExternal(this);
    }
  }

  /** {@code add extension citext}. */
  record AddExtension(ExtensionDeclaration declaration, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddExtension(this);
    }
  }

  /** {@code add object O uses [E] { create """…""" }}. */
  record AddObject(ObjectDeclaration declaration, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitAddObject(this);
    }
  }

  /** {@code drop entity E}. */
  record DropEntity(Name entity, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropEntity(this);
    }
  }

  /** {@code drop E.f [keep v]}. */
  record DropField(FieldPath field, Optional<Value> keep, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropField(this);
    }
  }

  /** {@code drop enum X}. */
  record DropEnum(Name name, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropEnum(this);
    }
  }

  /** {@code drop sequence S}. */
  record DropSequence(Name name, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropSequence(this);
    }
  }

  /** {@code drop object O}. */
  record DropObject(Name name, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropObject(this);
    }
  }

  /** {@code drop value X.A -> replacement}. */
  record DropEnumValue(FieldPath value, Replacement replacement, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropEnumValue(this);
    }
  }

  /** {@code drop unique E([a, b])}. */
  record DropUnique(FieldList fields, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropUnique(this);
    }
  }

  /** {@code drop index E([a, b])}. */
  record DropIndex(FieldList fields, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropIndex(this);
    }
  }

  /** {@code drop key E}. */
  record DropKey(Name entity, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropKey(this);
    }
  }

  /** {@code drop check E(sql("…"))}. */
  record DropCheck(Name entity, CheckNode check, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitDropCheck(this);
    }
  }

  /** {@code rename entity E -> F [@table("t")]}. */
  record RenameEntity(Name from, Name to, List<Annotation> annotations, SourceSpan span)
      implements StatementNode {
    public RenameEntity {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameEntity(this);
    }
  }

  /** {@code rename E.f -> E.g [@column("c")]}. */
  record RenameField(FieldPath from, FieldPath to, List<Annotation> annotations, SourceSpan span)
      implements StatementNode {
    public RenameField {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameField(this);
    }
  }

  /** {@code rename enum X -> Y [@type("t")]}. */
  record RenameEnum(Name from, Name to, List<Annotation> annotations, SourceSpan span)
      implements StatementNode {
    public RenameEnum {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameEnum(this);
    }
  }

  /** {@code rename sequence S -> T [@sequence("s")]}. */
  record RenameSequence(Name from, Name to, List<Annotation> annotations, SourceSpan span)
      implements StatementNode {
    public RenameSequence {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameSequence(this);
    }
  }

  /** {@code rename object O -> P}. */
  record RenameObject(Name from, Name to, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameObject(this);
    }
  }

  /** {@code rename value X.A -> X.B [@label("l")]}. */
  record RenameEnumValue(
      FieldPath from, FieldPath to, List<Annotation> annotations, SourceSpan span)
      implements StatementNode {
    public RenameEnumValue {
      annotations = List.copyOf(annotations);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameEnumValue(this);
    }
  }

  /**
   * {@code rename table E "a" -> "b"}, {@code rename column E.f "a" -> "b"}, {@code rename key E
   * "a" -> "b"}, and so on.
   *
   * @param owner the entity, enum or sequence
   * @param member the field or value; empty if the owner itself or its key is renamed
   */
  record RenameInDatabase(
      DatabaseNoun noun,
      Name owner,
      Optional<Name> member,
      Value.Text from,
      Value.Text to,
      SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameInDatabase(this);
    }
  }

  /** {@code rename index E([a, b]) "a" -> "b"}, {@code rename unique E([a, b]) "a" -> "b"}. */
  record RenameGroupInDatabase(
      DatabaseNoun noun, FieldList fields, Value.Text from, Value.Text to, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameGroupInDatabase(this);
    }
  }

  /** {@code rename check E(sql("…")) "a" -> "b"}. */
  record RenameCheckInDatabase(
      Name entity, CheckNode check, Value.Text from, Value.Text to, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameCheckInDatabase(this);
    }
  }

  /** {@code rename reference E([a, b] -> F([c, d])) "a" -> "b"}. */
  record RenameReferenceInDatabase(
      ReferenceTerm reference, Value.Text from, Value.Text to, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRenameReferenceInDatabase(this);
    }
  }

  /**
   * {@code change E.f: old -> new [using v] [backfill v] [back sql("…")]}. Both sides carry the
   * path's member as their field name.
   */
  record ChangeField(
      Name entity,
      FieldDeclaration before,
      FieldDeclaration after,
      Optional<Value> using,
      Optional<Value> backfill,
      Optional<Value.Sql> back,
      SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitChangeField(this);
    }
  }

  /** {@code change check E(sql("…") -> sql("…"))}. */
  record ChangeCheck(Name entity, CheckNode before, CheckNode after, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitChangeCheck(this);
    }
  }

  /** {@code change enum X { B, A }}: a new order. */
  record ReorderEnum(EnumDeclaration order, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitReorderEnum(this);
    }
  }

  /** {@code change sequence S { increment: 1 } -> { increment: 50 }}. */
  record ChangeSequence(
      Name name, List<Value.Option> before, List<Value.Option> after, SourceSpan span)
      implements StatementNode {
    public ChangeSequence {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitChangeSequence(this);
    }
  }

  /**
   * {@code change object O[, made anew] [uses [E]] { create """…""" }}.
   *
   * @param madeAnew whether the object is dropped and created
   * @param change what the statement states; absent parts stay as they are
   */
  record ChangeObject(boolean madeAnew, ObjectDeclaration change, SourceSpan span)
      implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitChangeObject(this);
    }
  }

  /**
   * {@code [expand] update E set f = v [, g = v] [where sql("…")]}.
   *
   * @param first whether {@code expand} precedes it
   */
  record UpdateRows(
      boolean first,
      Name entity,
      List<Assignment> assignments,
      Optional<Value.Sql> where,
      SourceSpan span)
      implements StatementNode {
    public UpdateRows {
      assignments = List.copyOf(assignments);
    }

    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitUpdateRows(this);
    }
  }

  /**
   * {@code [expand] run sql("…")}.
   *
   * @param first whether {@code expand} precedes it
   */
  record RunSql(boolean first, Value.Sql sql, SourceSpan span) implements StatementNode {
    @Override
    public <R> R accept(StatementNodeVisitor<R> visitor) {
      return visitor.visitRunSql(this);
    }
  }

  /** What happens to the rows with a dropped enum value. */
  sealed interface Replacement {
    /** {@code -> X.B}: they get another value. */
    record Other(FieldPath value) implements Replacement {}

    /** {@code -> none}: there are none. */
    record None() implements Replacement {}

    /** {@code -> [RESOLVE]}. */
    record Unresolved(SourceSpan span) implements Replacement {}
  }
}
