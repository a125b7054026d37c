package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** {@code type Name { fields }}: an embedded type, one jsonb column wherever it is used. */
public record TypeDeclaration(Name name, List<FieldDeclaration> fields, SourceSpan span)
    implements Declaration {
  public TypeDeclaration {
    fields = List.copyOf(fields);
  }
}
