package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code external LegacyUser from "public"."legacy_user"."id": bigint}. */
public record ExternalDeclaration(Name name, TableColumn from, SourceSpan span)
    implements Declaration {}
