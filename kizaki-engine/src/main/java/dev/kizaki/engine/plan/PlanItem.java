package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;

/** A statement, or a choice that has not been decided yet. */
public sealed interface PlanItem permits PlanStatement, Choice {
  /** Whether it contains a {@code [RESOLVE]}. */
  boolean isOpen();

  /** The statements that are carried out if this side of each open choice is selected. */
  List<PlanStatement> statements(Decision decision);

  /** All elements that it is about, by their old and their new names. */
  Set<SchemaElement> elements();
}
