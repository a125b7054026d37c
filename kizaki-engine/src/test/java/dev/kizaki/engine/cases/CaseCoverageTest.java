package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.StatementKinds;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of statement has a case that runs on a database. */
final class CaseCoverageTest {
  /**
   * The number of cases when they were last counted. Increase it when you add cases, so that a lost
   * case is noticed; decrease it when you remove one.
   */
  private static final int CASES = 557;

  @Test
  void everyKindOfStatementHasACase() {
    Set<Class<?>> seen = new HashSet<>();
    CaseCorpus.all().stream()
        .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
        .map(PlannedCase::of)
        .flatMap(planned -> Resolution.all(planned.plan()).stream())
        .forEach(statements -> statements.forEach(each -> seen.add(each.getClass())));
    assertThat(seen).containsExactlyInAnyOrder(StatementKinds.all());
  }

  @Test
  void noCaseIsLost() {
    assertThat(CaseCorpus.all()).hasSizeGreaterThanOrEqualTo(CASES);
  }
}
