package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code Entity.field}, or {@code Enum.Value}: a member named by its owner. */
public record FieldPath(Name owner, Name member, SourceSpan span) implements Node {}
