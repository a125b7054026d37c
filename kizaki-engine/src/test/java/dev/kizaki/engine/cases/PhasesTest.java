package dev.kizaki.engine.cases;

import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every plan of the corpus is divided into two phases that lead where it leads, or refused. */
final class PhasesTest {
  @Test
  void everyPlanOfTheCorpusIsDividedOrRefused() {
    Map<String, Integer> reasons = new TreeMap<>();
    for (CaseFile file : CaseCorpus.all()) {
      if (file.has(Section.ERROR) || file.has(Section.REFUSAL)) continue;
      PlannedCase planned = PlannedCase.of(file);
      if (planned.before().isEmpty()) continue;
      List<PlanStatement> statements =
          OpenValues.withValues(
              Resolution.all(planned.plan()).get(0), planned.before(), planned.target(), "public");
      try {
        PlanPhases.of(planned.before(), statements, Oracle.NAMES);
        reasons.merge("divided", 1, Integer::sum);
      } catch (UndividedPlan e) {
        reasons.merge(
            e.statement().getClass().getSimpleName()
                + " "
                + e.reason().replaceAll("[A-Za-z0-9_]+\\.[A-Za-z0-9_]+|\\b[a-z]+[A-Z]\\w*", "X"),
            1,
            Integer::sum);
        if (e.reason().contains("another schema")) System.out.println(file.name());
      } catch (RuntimeException e) {
        System.out.println("!!! " + file.name() + " " + e);
        e.printStackTrace(System.out);
      }
    }
    reasons.forEach((a, b) -> System.out.println(b + " " + a));
  }
}
