package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/**
 * A declaration that does not affect the database ({@code auth}, {@code routes}, {@code
 * @validation type} and so on): its syntax is checked, its body is not read.
 *
 * @param keyword its first word, such as {@code routes} or {@code @validation type}
 */
public record RuntimeDeclaration(Name keyword, Optional<Name> name, SourceSpan span)
    implements Declaration {}
