package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** One {@code *.inspire} file. */
public record InspireFile(List<Declaration> declarations, SourceSpan span) implements Node {
  public InspireFile {
    declarations = List.copyOf(declarations);
  }
}
