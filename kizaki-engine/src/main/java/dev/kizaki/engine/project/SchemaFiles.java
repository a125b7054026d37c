package dev.kizaki.engine.project;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;

/**
 * The files of a schema.
 *
 * @param texts those that could be read, sorted by path
 * @param diagnostics one error for each file that is not UTF-8, and therefore not among the texts
 */
public record SchemaFiles(List<SourceText> texts, List<Diagnostic> diagnostics) {
  public SchemaFiles {
    texts = List.copyOf(texts);
    diagnostics = List.copyOf(diagnostics);
  }
}
