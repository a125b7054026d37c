package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.StatementKinds;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of statement has a case that runs on a database. */
final class CaseCoverageTest {
  /**
   * How many there are, or were when somebody last counted; a case that is removed is subtracted.
   */
  private static final int CASES = 207;

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
