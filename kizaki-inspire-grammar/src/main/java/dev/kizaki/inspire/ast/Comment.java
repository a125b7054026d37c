package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/**
 * A comment of a plan file. Comments have no meaning; a rewritten draft keeps them.
 *
 * @param text the text without the comment marks and the white space around it
 */
public record Comment(String text, SourceSpan span) implements Node {}
