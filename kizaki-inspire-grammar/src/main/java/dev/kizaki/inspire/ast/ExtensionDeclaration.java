package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/**
 * {@code extension citext}, {@code extension "uuid-ossp"}.
 *
 * @param extension its name in the database
 */
public record ExtensionDeclaration(String extension, SourceSpan span) implements Declaration {}
