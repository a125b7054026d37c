package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;

/** A statement, or a choice that nobody has made yet. */
public sealed interface PlanItem permits PlanStatement, Choice {
  /** Whether a {@code [RESOLVE]} stands in it. */
  boolean isOpen();

  /** The statements that are carried out if open blocks are decided like this. */
  List<PlanStatement> statements(Decision decision);

  /** All elements that it is about, by their names before and after. */
  Set<SchemaElement> elements();
}
