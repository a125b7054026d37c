package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * One {@code plan.migration}: {@code migration "0002_x" { statements }}.
 *
 * @param comments all comments of the file, in order
 * @param closeBrace the brace that closes the migration; empty where the text does not have it
 */
public record PlanFile(
    Value.Text migration,
    List<PlanItemNode> items,
    List<Comment> comments,
    SourceSpan closeBrace,
    SourceSpan span)
    implements Node {
  public PlanFile {
    items = List.copyOf(items);
    comments = List.copyOf(comments);
  }
}
