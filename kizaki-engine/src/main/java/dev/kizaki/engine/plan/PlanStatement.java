package dev.kizaki.engine.plan;

/** A line of a plan: an order that a person reviews. The permitted kinds are the plan language. */
public sealed interface PlanStatement extends PlanItem
    permits AddEntity,
        AddField,
        AddEnum,
        AddEnumValue,
        AddUnique,
        AddIndex,
        AddKey,
        AddSystemEntity,
        DropEntity,
        DropField,
        DropEnum,
        DropEnumValue,
        DropUnique,
        DropIndex,
        DropKey,
        RenameEntity,
        RenameField,
        RenameEnum,
        RenameEnumValue,
        ChangeField,
        ReorderEnum,
        UpdateRows,
        RunSql {
  <R> R accept(StatementVisitor<R> visitor);
}
