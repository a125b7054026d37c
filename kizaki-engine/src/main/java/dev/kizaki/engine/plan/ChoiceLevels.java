package dev.kizaki.engine.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open choices of a plan by how deep they are inside other choices, numbered on each level from
 * 0. A choice is found by its identity, because two can be equal.
 */
final class ChoiceLevels {
  private record Place(int level, int number) {}

  private final Map<Choice, Place> places = new IdentityHashMap<>();
  private final List<Integer> sizes = new ArrayList<>();

  private ChoiceLevels() {}

  static ChoiceLevels of(List<? extends PlanItem> items) {
    ChoiceLevels levels = new ChoiceLevels();
    levels.add(items, 0);
    return levels;
  }

  /** The number of levels. */
  int depth() {
    return sizes.size();
  }

  /** The number of choices on a level. */
  int size(int level) {
    return sizes.get(level);
  }

  int level(Choice choice) {
    return places.get(choice).level();
  }

  int number(Choice choice) {
    return places.get(choice).number();
  }

  private void add(List<? extends PlanItem> items, int level) {
    for (PlanItem item : items) {
      if (item instanceof Choice choice) {
        if (level == sizes.size()) {
          sizes.add(0);
        }
        places.put(choice, new Place(level, sizes.get(level)));
        sizes.set(level, sizes.get(level) + 1);
        add(choice.either(), level + 1);
      }
    }
  }
}
