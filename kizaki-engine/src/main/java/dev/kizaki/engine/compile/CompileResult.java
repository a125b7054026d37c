package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a schema compiles to.
 *
 * @param shape present if, and only if, no diagnostic is an error
 * @param diagnostics in the order of the files, then by position
 */
public record CompileResult(Optional<Shape> shape, List<Diagnostic> diagnostics) {
  public CompileResult {
    Objects.requireNonNull(shape, "shape");
    diagnostics = List.copyOf(diagnostics);
    if (shape.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException("a shape excludes errors");
    }
  }
}
