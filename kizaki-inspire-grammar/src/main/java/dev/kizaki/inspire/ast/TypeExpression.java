package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * A type with what follows it. Any run of suffixes parses, so that a wrong one (such as {@code
 * T?[]}) can be explained.
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
