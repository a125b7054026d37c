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
import java.util.HashSet;
import java.util.List;
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
  private final StatementForms forms;

  private HeldDrops(SqlMigration migration, Set<Integer> chosen) {
    this.migration = migration;
    this.chosen = chosen;
    this.spans = Spans.of(migration);
    this.forms = new StatementForms(migration, chosen);
  }

  /**
   * The statements that are held, by their indexes in the plan.
   *
   * @param order the statements in the order in which they are carried out
   */
  static Set<Integer> of(SqlMigration migration, Set<Integer> chosen, List<Integer> order) {
    HeldDrops drops = new HeldDrops(migration, chosen);
    Set<Integer> held = new HashSet<>();
    List<Integer> waiting = new ArrayList<>();
    for (Integer statement : order) {
      if (drops.isDrop(statement)) {
        waiting.add(statement);
      } else {
        if (drops.replacesColumns(statement)) {
          waiting.stream().filter(each -> drops.isOfSameTable(each, statement)).forEach(held::add);
        }
        waiting.clear();
      }
    }
    return held;
  }

  private boolean isDrop(int statement) {
    List<Integer> own = forms.steps(statement);
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
    return forms.form(statement).filter(each -> !each.replaced().isEmpty()).isPresent()
        && forms.steps(statement).stream()
            .noneMatch(
                index ->
                    chosen.contains(index) && migration.steps().get(index) instanceof DataCheck);
  }

  private boolean isOfSameTable(int drop, int statement) {
    OnlineForm form = forms.form(statement).orElseThrow();
    return forms.steps(drop).stream()
        .flatMap(index -> ((SqlCommand) migration.steps().get(index)).locks().stream())
        .allMatch(lock -> form.tables().contains(lock.before()));
  }
}
