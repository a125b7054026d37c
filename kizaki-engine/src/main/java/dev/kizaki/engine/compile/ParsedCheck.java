package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.inspire.source.SourceSpan;

/**
 * A check that has been parsed but is not part of the shape yet.
 *
 * @param span the position of its annotation
 */
record ParsedCheck(Check check, SourceSpan span) {}
