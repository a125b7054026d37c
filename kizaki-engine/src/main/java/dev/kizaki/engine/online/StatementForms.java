package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of each statement of a migration, and the online form that one is carried out by. */
final class StatementForms {
  private final SqlMigration migration;
  private final Set<Integer> chosen;
  private final Map<Integer, List<Integer>> steps = new HashMap<>();

  /**
   * @param chosen the indexes of the steps that are carried out by their online forms, from 0
   */
  StatementForms(SqlMigration migration, Set<Integer> chosen) {
    this.migration = migration;
    this.chosen = chosen;
    for (int i = 0; i < migration.steps().size(); i++) {
      steps
          .computeIfAbsent(migration.steps().get(i).cause().ordinal(), any -> new ArrayList<>())
          .add(i);
    }
  }

  /** The indexes of the steps of a statement, by its index in the plan. */
  List<Integer> steps(int statement) {
    return steps.getOrDefault(statement, List.of());
  }

  /** The form of the first step that is carried out by one. */
  Optional<OnlineForm> form(int statement) {
    return steps(statement).stream()
        .filter(chosen::contains)
        .map(migration.steps()::get)
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).online().stream())
        .findFirst();
  }
}
