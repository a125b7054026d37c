package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;

import dev.kizaki.engine.api.RefusalCode;
import java.util.List;

/**
 * Rows of {@link RefusalAdviceTest} about adopting a database. They need a project without a
 * history, so {@link AdoptTest} and {@link AdoptRefusedTest} follow the advice.
 */
final class AdoptRefusals {
  private static final String OTHER = "needs a new project; followed by AdoptTest";

  private static final String REFUSED = "needs a new project; followed by AdoptRefusedTest";

  static final List<FollowedAdvice> ROWS =
      List.of(
          outside(RefusalCode.ADOPTED_ALREADY, OTHER),
          outside(RefusalCode.NOTHING_TO_ADOPT, OTHER),
          outside(RefusalCode.ADOPTED_WITH_HISTORY, OTHER),
          outside(RefusalCode.TABLES_FORBIDDEN, REFUSED),
          outside(RefusalCode.CHANGED_WHILE_READ, REFUSED),
          outside(RefusalCode.ADOPTION_NOT_PROVEN, "a fault of kizaki"),
          outside(RefusalCode.BASELINE_DIFFERS, OTHER));

  private AdoptRefusals() {}
}
