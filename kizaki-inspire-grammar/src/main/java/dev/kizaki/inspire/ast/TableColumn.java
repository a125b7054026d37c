package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code "schema"."table"."column": type}, where a system entity lives. */
public record TableColumn(
    Value.Text schema, Value.Text table, Value.Text column, TypeExpression type, SourceSpan span)
    implements Node {}
