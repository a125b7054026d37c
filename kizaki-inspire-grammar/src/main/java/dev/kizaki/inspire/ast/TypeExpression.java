package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * A type with its suffixes. Any sequence of suffixes is parsed, so that a message can explain a
 * wrong one, such as {@code T?[]}.
 */
public record TypeExpression(TypeName name, List<Suffix> suffixes, SourceSpan span)
    implements Node {
  /** {@code ?} or {@code []}. */
  public enum Suffix {
    NULLABLE,
    ARRAY
  }

  public TypeExpression {
    suffixes = List.copyOf(suffixes);
  }
}
