package dev.kizaki.engine.project;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;

/**
 * The files of a schema.
 *
 * @param texts the files that are UTF-8, sorted by path
 * @param diagnostics one error for each file that is not UTF-8
 */
public record SchemaFiles(List<SourceText> texts, List<Diagnostic> diagnostics) {
  public SchemaFiles {
    texts = List.copyOf(texts);
    diagnostics = List.copyOf(diagnostics);
  }
}
