package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ObjectUsesTest {
  private static final ObjectScript SCRIPT =
      ObjectScript.of(
          """
          create function count_done(a text) returns bigint language plpgsql as $$
          begin -- not in person
            return (select count(*) from TASK where "Done At" is not null and log(title));
          end $$;
          create trigger t before insert on "Work Item" execute function touch();
          """);

  @Test
  void namesStandInBodies() {
    assertThat(
            UsedNames.of(
                SCRIPT,
                List.of("task", "Done At", "done at", "person", "Work Item", "work", "count_done")))
        .containsExactly("Done At", "Work Item", "task");
  }

  @Test
  void usesAreComparedWithWords() {
    UsableNames known =
        new UsableNames(
            Map.of(
                "Task", Set.of("task"),
                "WorkItem", Set.of("Work Item"),
                "Person", Set.of("person"),
                "Log", Set.of("log"),
                "CountDone", Set.of("count_done"),
                "Counts", Set.of("count_done", "task"),
                "Status", Set.of("status")));
    assertThat(ObjectUses.check(SCRIPT, "Counts", Set.of("Task", "Person", "CountDone"), known))
        .isEqualTo(new ObjectUses(List.of("Log", "WorkItem"), List.of("Person")));
    assertThat(ObjectUses.check(SCRIPT, "Counts", Set.of("Task", "Log", "WorkItem"), known))
        .isEqualTo(new ObjectUses(List.of(), List.of()));
  }
}
