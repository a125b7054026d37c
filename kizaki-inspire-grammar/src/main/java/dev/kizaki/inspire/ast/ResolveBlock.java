package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** {@code [RESOLVE] either { … } or { … }}; the first choice may contain further blocks. */
public record ResolveBlock(List<PlanItemNode> either, List<StatementNode> or, SourceSpan span)
    implements PlanItemNode {
  public ResolveBlock {
    either = List.copyOf(either);
    or = List.copyOf(or);
  }
}
