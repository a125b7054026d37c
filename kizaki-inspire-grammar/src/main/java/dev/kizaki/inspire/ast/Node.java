package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** A piece of a parsed text: what the user wrote, nothing added, and where it stands. */
public sealed interface Node
    permits InspireFile,
        PlanFile,
        AnswerFile,
        Declaration,
        EntityItem,
        TypeExpression,
        TypeName,
        Annotation,
        Value,
        Name,
        FieldPath,
        FieldList,
        Comment,
        PlanItem,
        ValuePosition,
        Assignment,
        TableColumn,
        AnswerNode {
  /** Where the node stands. It covers all of its children. */
  SourceSpan span();
}
