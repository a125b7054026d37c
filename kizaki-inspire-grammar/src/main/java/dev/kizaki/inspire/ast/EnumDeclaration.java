package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code enum Name { A, B }}.
 *
 * @param annotations those before the brace, such as {@code @type("st")}
 */
public record EnumDeclaration(
    Name name, List<Annotation> annotations, List<EnumValue> values, SourceSpan span)
    implements Declaration {
  public EnumDeclaration {
    annotations = List.copyOf(annotations);
    values = List.copyOf(values);
  }
}
