package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code sql("total >= 0"), named: "positive"}: a check of a statement.
 *
 * @param options the named arguments, in the order in which they are written
 */
public record CheckNode(Value.Sql expression, List<Value.Option> options, SourceSpan span)
    implements Node {
  public CheckNode {
    options = List.copyOf(options);
  }
}
