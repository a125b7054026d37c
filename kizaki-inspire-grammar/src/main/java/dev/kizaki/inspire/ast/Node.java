package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/**
 * A node of the syntax tree. A node that was made without a text has the span {@link
 * SourceSpan#NONE}.
 */
public sealed interface Node
    permits InspireFile,
        PlanFile,
        AnswerFile,
        Declaration,
        EntityItem,
        EnumValue,
        ObjectText,
        TypeExpression,
        TypeName,
        Annotation,
        Value,
        Name,
        FieldPath,
        FieldList,
        CheckNode,
        ReferenceTerm,
        Comment,
        PlanItemNode,
        ValuePosition,
        Assignment,
        TableColumn,
        AnswerNode {
  /** The place of the node. It covers all of its children. */
  SourceSpan span();
}
