package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What takes a migration in progress back, as its plan and the database say.
 *
 * @param steps in order
 * @param takenBack the first lines of the statements that are taken back, in the order of the plan
 * @param kept what stays, as phrases
 * @param left the objects that are expected afterwards
 */
public record AbortWork(
    List<SqlStep> steps, List<String> takenBack, List<String> kept, ExpectedCatalog left) {
  public AbortWork {
    steps = List.copyOf(steps);
    takenBack = List.copyOf(takenBack);
    kept = List.copyOf(kept);
  }

  /**
   * Reads from the database how far the migration is, and what would be lost. Of an expanded one,
   * the new version of the application may have written values of its own into each new column.
   *
   * @param migration with the steps that carry it out
   * @param dropData whether what others have written since may be deleted
   * @throws Refusal when something cannot be given back, or would be deleted; nothing is changed
   */
  public static AbortWork of(
      MigrationInProgress begun,
      ReadSession session,
      TakingBack back,
      SqlMigration migration,
      boolean dropData) {
    Set<Integer> held =
        session.countLosing(back.enumValues()).keySet().stream()
            .map(LossCount::statement)
            .collect(Collectors.toSet());
    Map<String, String> json = session.canonicalJson(back.jsonDefaults());
    TakingBack.Commands commands =
        back.commands(session.catalog(back.tables()), session.helpers(), held, json::get);
    List<String> impossible = new ArrayList<>(commands.impossible());
    if (impossible.isEmpty()) {
      impossible.addAll(refusedRows(session, migration.withSteps(commands.steps())));
    }
    if (!impossible.isEmpty()) {
      throw impossible(begun, impossible);
    }
    Map<LossCount, String> values = session.countLosing(back.values(begun.isExpanded()));
    if (!values.isEmpty() && !dropData) {
      throw deletesValues(begun, values);
    }
    ExpectedCatalog left = back.left(held);
    Map<String, String> jsonLeft = session.canonicalJson(left.jsonDefaults());
    return new AbortWork(
        commands.steps(), back.takenBack(held), back.kept(held), left.withJson(jsonLeft::get));
  }

  /**
   * The rows that no longer fit what was there before, such as a reference that the migration has
   * dropped. What depends on an earlier step is checked at its turn; so are objects of others,
   * because those of the migration look like them before they are taken back.
   */
  private static List<String> refusedRows(ReadSession session, SqlMigration back) {
    List<CheckSchedule.Entry> upFront =
        CheckSchedule.of(List.of(back)).stream()
            .filter(each -> each.time() == CheckSchedule.Time.UP_FRONT)
            .filter(each -> each.check().subject().startsWith("rows of "))
            .toList();
    List<String> refused = new ArrayList<>();
    session
        .check(upFront)
        .forEach(
            (entry, outcome) -> {
              if (outcome instanceof CheckOutcome.Found found) {
                String statement = entry.check().cause().text().lines().findFirst().orElse("");
                refused.add("`%s`: %s".formatted(statement, found.problem()));
              }
            });
    return refused;
  }

  private static Refusal impossible(MigrationInProgress begun, List<String> reasons) {
    List<String> lines = new ArrayList<>();
    lines.add("%s cannot be taken back, and nothing was changed:".formatted(begun.name()));
    reasons.forEach(each -> lines.add("  " + each));
    lines.add(
        "Correct what stops the migration, and run `%s` to go on with it."
            .formatted(ResumeCheck.command(begun)));
    return new Refusal(RefusalCode.ABORT_IMPOSSIBLE, String.join("\n", lines));
  }

  private static Refusal deletesValues(MigrationInProgress begun, Map<LossCount, String> values) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "To take %s back would delete what was written since, and nothing was changed:"
            .formatted(begun.name()));
    values.forEach((count, phrase) -> lines.add("  `%s`: %s".formatted(count.migration(), phrase)));
    lines.add(
        """
        Run `mvn kizaki:abort -Dkizaki.dropData` to delete that, or `%s` to go on with \
        the migration.\
        """
            .formatted(ResumeCheck.command(begun)));
    return new Refusal(RefusalCode.ABORT_DELETES_VALUES, String.join("\n", lines));
  }
}
