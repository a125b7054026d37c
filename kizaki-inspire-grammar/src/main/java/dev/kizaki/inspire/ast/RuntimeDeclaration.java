package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/**
 * A declaration that shapes nothing in the database ({@code auth}, {@code routes}, {@code
 * @validation type} and so on): checked for form, its body not looked into.
 *
 * @param keyword the word that opens it, such as {@code routes} or {@code @validation type}
 */
public record RuntimeDeclaration(Name keyword, Optional<Name> name, SourceSpan span)
    implements Declaration {}
