package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Objects;

/**
 * The result of parsing a text.
 *
 * @param tree the tree; items with a syntax error are missing in it
 * @param diagnostics the problems in the order of the text; the tree is complete if none is an
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
