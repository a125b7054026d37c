package dev.kizaki.engine.online;

import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drops of checks and indexes right before a change of the type of a column, which replaces the
 * column. Until then the rows should keep the check and the queries the index, so they are dropped
 * with the column.
 */
final class HeldDrops {
  private final SqlMigration migration;
  private final Set<Integer> chosen;
  private final Spans spans;
  private final Map<Integer, List<Integer>> steps = new HashMap<>();

  private HeldDrops(SqlMigration migration, Set<Integer> chosen) {
    this.migration = migration;
    this.chosen = chosen;
    this.spans = Spans.of(migration);
    for (int i = 0; i < migration.steps().size(); i++) {
      steps
          .computeIfAbsent(migration.steps().get(i).cause().ordinal(), any -> new ArrayList<>())
          .add(i);
    }
  }

  /**
   * The statements that are held, each with the one that it waits for, by their indexes in the
   * plan.
   *
   * @param order the statements in the order in which they are carried out
   */
  static Map<Integer, Integer> of(
      SqlMigration migration, Set<Integer> chosen, List<Integer> order) {
    HeldDrops drops = new HeldDrops(migration, chosen);
    Map<Integer, Integer> held = new HashMap<>();
    List<Integer> waiting = new ArrayList<>();
    for (Integer statement : order) {
      if (drops.isDrop(statement)) {
        waiting.add(statement);
      } else {
        if (drops.replacesColumns(statement)) {
          waiting.stream()
              .filter(each -> drops.isOfSameTable(each, statement))
              .forEach(each -> held.put(each, statement));
        }
        waiting.clear();
      }
    }
    return held;
  }

  private boolean isDrop(int statement) {
    List<Integer> own = steps.getOrDefault(statement, List.of());
    return !own.isEmpty()
        && own.stream().allMatch(this::isDropping)
        && own.stream().noneMatch(spans::contains);
  }

  private boolean isDropping(int index) {
    SqlStep step = migration.steps().get(index);
    PlanStatement statement = step.cause().statement();
    return step instanceof SqlCommand command
        && (statement instanceof DropCheck || statement instanceof DropIndex)
        && command.transactional()
        && !command.open();
  }

  /** A check of it that runs at its turn expects that the drops are done. */
  private boolean replacesColumns(int statement) {
    return form(statement).filter(each -> !each.replaced().isEmpty()).isPresent()
        && steps.get(statement).stream()
            .noneMatch(
                index ->
                    chosen.contains(index) && migration.steps().get(index) instanceof DataCheck);
  }

  private Optional<OnlineForm> form(int statement) {
    return steps.getOrDefault(statement, List.of()).stream()
        .filter(chosen::contains)
        .map(migration.steps()::get)
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).online().stream())
        .findFirst();
  }

  private boolean isOfSameTable(int drop, int statement) {
    OnlineForm form = form(statement).orElseThrow();
    return steps.get(drop).stream()
        .flatMap(index -> ((SqlCommand) migration.steps().get(index)).locks().stream())
        .allMatch(lock -> form.tables().contains(lock.before()));
  }
}
