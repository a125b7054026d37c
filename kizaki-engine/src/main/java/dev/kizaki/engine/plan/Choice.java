package dev.kizaki.engine.plan;

import java.util.List;

/**
 * {@code [RESOLVE] either { … } or { … }}: two ways to the same shape that mean different things
 * for the rows.
 */
public record Choice(List<PlanStatement> either, List<PlanStatement> or) implements PlanItem {
  public Choice {
    either = List.copyOf(either);
    or = List.copyOf(or);
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
