package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.testing.FullRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The phases of a deploy where objects in SQL are bound to what changes. */
@FullRun
final class PhasesWithObjectsTest {
  private static final String BEFORE =
      """
      enum Status { Open }
      entity Task {
        status: Status
      }
      object OpenTask uses [Task, Status] {
        create "create view open_task as select status from task"
      }
      """;

  private static final String MORE = BEFORE.replace("{ Open }", "{ Open, Done }");

  private static PlanPhases phases(String after) {
    PlannedCase planned =
        PlannedCase.of(
            new CaseFile("phases", "phases", Map.of(Section.BEFORE, BEFORE, Section.AFTER, after)));
    return PlanPhases.of(planned.before(), planned.plan().statements(), Oracle.NAMES);
  }

  /** PostgreSQL would refuse to create the type again. */
  @Test
  void aNewValueIsNotUsedInTheFirstPhaseWhileAnObjectIsBoundToItsType() {
    String used = MORE + "entity Note {\n  status: Status = Done\n}\n";
    assertThat(catchThrowableOfType(UndividedPlan.class, () -> phases(used)).reason())
        .isEqualTo(
            "it needs what another statement does only after the old version has stopped: "
                + "the object OpenTask is in the way: the type of Status is created again");
  }

  @Test
  void aNewValueThatTheFirstPhaseDoesNotUseIsAddedInPlace() {
    assertThat(phases(MORE).expand())
        .extracting(StatementText::of)
        .containsExactly("add value Status.Done");
  }
}
