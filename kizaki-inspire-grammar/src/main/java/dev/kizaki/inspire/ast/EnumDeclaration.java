package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** {@code enum Name { A, B }}. */
public record EnumDeclaration(Name name, List<Name> values, SourceSpan span)
    implements Declaration {
  public EnumDeclaration {
    values = List.copyOf(values);
  }
}
