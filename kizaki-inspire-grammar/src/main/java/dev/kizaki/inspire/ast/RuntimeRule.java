package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/**
 * {@code @grant}, {@code @deny}, {@code @why} or {@code @on} with its opaque text: runtime only.
 *
 * @param keyword the word without the {@code @}
 */
public record RuntimeRule(Name keyword, SourceSpan span) implements EntityItem {}
