package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code sequence Name { increment: 50, start: 1 }}.
 *
 * @param annotations those before the brace, such as {@code @sequence("invoice_seq")}
 * @param options in the order in which they are written
 */
public record SequenceDeclaration(
    Name name, List<Annotation> annotations, List<Value.Option> options, SourceSpan span)
    implements Declaration {
  public SequenceDeclaration {
    annotations = List.copyOf(annotations);
    options = List.copyOf(options);
  }
}
