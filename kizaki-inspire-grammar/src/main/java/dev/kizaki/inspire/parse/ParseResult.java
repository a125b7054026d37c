package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Objects;

/**
 * What came of parsing a text.
 *
 * @param tree the tree; items with an error of their own are missing from it
 * @param diagnostics what is wrong with the text, in its order; the tree is whole where none is an
 *     error
 */
public record ParseResult<T>(T tree, List<Diagnostic> diagnostics) {
  public ParseResult {
    Objects.requireNonNull(tree, "tree");
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether the text must be refused. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
