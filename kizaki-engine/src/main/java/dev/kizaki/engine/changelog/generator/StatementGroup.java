package dev.kizaki.engine.changelog.generator;

import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The statements of a plan that one change set contains. Nearly always that is a single one. But
 * what an object in SQL has in the database is kept in the session from its drop until it is made
 * again, so that these two and all between are one transaction: else a failure between them would
 * lose it, because Liquibase goes on in another session, or takes back.
 *
 * @param first the index of the first statement
 * @param last the index of the last one
 */
public record StatementGroup(int first, int last) {
  /** The setting in which the commands of {@code object.MadeAnew} keep it. */
  private static final Pattern KEPT = Pattern.compile("'kizaki\\.kept_(\\d{1,9})'");

  /** The number of its change set within the migration. */
  public int ordinal() {
    return first + 1;
  }

  /**
   * Groups the statements of a migration, in order.
   *
   * @param count the number of statements
   */
  public static List<StatementGroup> of(SqlMigration migration, int count) {
    int[] ends = new int[count];
    Map<String, Integer> drops = new HashMap<>();
    for (SqlStep step : migration.steps()) {
      int index = step.cause().ordinal();
      ends[index] = Math.max(ends[index], index);
      if (step instanceof SqlCommand command) {
        KEPT.matcher(command.text())
            .results()
            .map(MatchResult::group)
            .forEach(
                name -> {
                  int drop = drops.computeIfAbsent(name, any -> index);
                  ends[drop] = Math.max(ends[drop], index);
                });
      }
    }
    return grouped(ends, migration.steps());
  }

  private static List<StatementGroup> grouped(int[] ends, List<SqlStep> steps) {
    List<StatementGroup> groups = new ArrayList<>();
    int first = 0;
    while (first < ends.length) {
      int last = first;
      for (int index = first; index <= last; index++) {
        last = Math.max(last, ends[index]);
      }
      StatementGroup group = new StatementGroup(first, last);
      groups.addAll(group.isTransactional(steps) ? List.of(group) : group.single());
      first = last + 1;
    }
    return groups;
  }

  private boolean isTransactional(List<SqlStep> steps) {
    return steps.stream()
        .filter(step -> step.cause().ordinal() >= first && step.cause().ordinal() <= last)
        .allMatch(step -> !(step instanceof SqlCommand command) || command.transactional());
  }

  private List<StatementGroup> single() {
    List<StatementGroup> groups = new ArrayList<>();
    for (int index = first; index <= last; index++) {
      groups.add(new StatementGroup(index, index));
    }
    return groups;
  }
}
