package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where lines are broken at a terminal. */
final class ConsoleLinesTest {
  private static final int WIDTH = 40;

  @Test
  void breaksBetweenWords() {
    assertThat(
            ConsoleLines.wrapped(
                "Data loss: the values of Thing.oldName are deleted by this migration.", WIDTH))
        .containsExactly(
            "Data loss: the values of Thing.oldName", "  are deleted by this migration.");
    assertThat(ConsoleLines.wrapped("short", WIDTH)).containsExactly("short");
  }

  @Test
  void keepsTheMarginOfACheck() {
    assertThat(
            ConsoleLines.wrapped(
                "    check: 75 rows of Task have no value for weight, such as id 12.", WIDTH))
        .containsExactly(
            "    check: 75 rows of Task have no value", "      for weight, such as id 12.");
  }

  @Test
  void breaksNoCommandNoPathAndNoUrl() {
    for (String whole :
        List.of(
            "`mvn kizaki:plan -Dkizaki.resolve=\"rename Task.a -> Task.b\"`",
            "`alter table task drop constraint task_pkey`,",
            "sql(\"select a from b where c is not null\")",
            "migrations/0004_add_a_name_that_is_longer_than_the_line/plan.migration:12:",
            "jdbc:postgresql://a-host-with-a-long-name.example.com:5432/tasks")) {
      assertThat(ConsoleLines.wrapped("To go on, run " + whole + " and look again.", WIDTH))
          .as(whole)
          .anyMatch(line -> line.strip().startsWith(whole));
    }
  }

  @Test
  void keepsWhatProgramsLookForAndSqlWhole() {
    for (String line :
        List.of(
            "- add Task.weight: int backfill sql(\"(select max(w) from weight)\")",
            "  undo: ALTER TABLE \"public\".\"task\" ADD COLUMN \"points\" integer;",
            "    ALTER TABLE \"public\".\"task\" ADD COLUMN \"points\" integer NOT NULL;",
            "Rewriting migrations/0005_rework_roles/ because it is still unapplied locally.",
            "Generated migrations/0004_add_status_of_everything/plan.migration",
            "Use jdbc:postgresql://127.0.0.1:23411/postgres as user kizaki; the password is in x.",
            "Latest applied: unknown (the database cannot be reached)")) {
      assertThat(ConsoleLines.wrapped(line, WIDTH)).containsExactly(line);
    }
  }
}
