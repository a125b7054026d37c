package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * {@code object Name uses [Task] { create """…""" drop """…""" }}.
 *
 * @param uses the names after {@code uses}; absent if the word is not written
 * @param create the text of {@code create}; a declaration has one, a change need not
 * @param drop the text of {@code drop}
 */
public record ObjectDeclaration(
    Name name,
    Optional<List<Name>> uses,
    Optional<ObjectText> create,
    Optional<ObjectText> drop,
    SourceSpan span)
    implements Declaration {
  public ObjectDeclaration {
    uses = uses.map(List::copyOf);
  }
}
