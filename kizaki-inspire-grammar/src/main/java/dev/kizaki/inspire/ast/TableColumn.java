package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code "schema"."table"."column": type}, the column that a system entity refers to. */
public record TableColumn(
    Value.Text schema, Value.Text table, Value.Text column, TypeExpression type, SourceSpan span)
    implements Node {}
