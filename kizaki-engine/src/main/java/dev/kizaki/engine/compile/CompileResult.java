package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of compiling a schema.
 *
 * @param shape present if no diagnostic is an error, otherwise empty
 * @param diagnostics in the order of the files, then by position
 */
public record CompileResult(Optional<Shape> shape, List<Diagnostic> diagnostics) {
  public CompileResult {
    Objects.requireNonNull(shape, "shape");
    diagnostics = List.copyOf(diagnostics);
    if (shape.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException("a result has either a shape or errors");
    }
  }
}
