package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.review.TakenAway;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.StepTable;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code dry-run} prints about a pending migration of which statements run in stages, or would
 * if nothing prevented it.
 *
 * @param migration the migration
 * @param choice which of its steps are carried out by their online forms, and why others are not
 * @param stages the stages; absent if it runs in one transaction
 */
public record OnlineLines(SqlMigration migration, OnlineChoice choice, Optional<Stages> stages) {
  /**
   * The lines of a migration.
   *
   * @param checks the indexes of its data checks that run at their turn
   */
  public static OnlineLines of(SqlMigration migration, OnlineChoice choice, Set<Integer> checks) {
    Set<Integer> chosen = new TreeSet<>(choice.online());
    chosen.addAll(checks);
    return new OnlineLines(
        migration,
        choice,
        choice.online().isEmpty() ? Optional.empty() : Optional.of(Stages.of(migration, chosen)));
  }

  /**
   * In which stages the statement is carried out online; nothing if it is not.
   *
   * @param sizes the sizes of the tables
   */
  List<String> online(PlanStatementRef cause, Map<TableName, TableSize> sizes) {
    List<TableName> tables =
        choice.online().stream()
            .map(migration.steps()::get)
            .filter(step -> step.cause().equals(cause))
            .flatMap(step -> ((SqlCommand) step).online().stream())
            .flatMap(form -> form.tables().stream())
            .distinct()
            .toList();
    if (tables.isEmpty()) {
      return List.of();
    }
    List<Integer> numbers = numbers(stages.orElseThrow(), cause);
    int first = numbers.get(0);
    int last = numbers.get(numbers.size() - 1);
    String where =
        first == last
            ? "online, in stage %d".formatted(first)
            : "online, in stages %d to %d".formatted(first, last);
    return tables.stream()
        .map(table -> "%s%s: %s".formatted(table.table(), LockNote.size(table, sizes), where))
        .toList();
  }

  /** Why the statement is not carried out online, although others may have to wait for it. */
  List<String> reasons(PlanStatementRef cause) {
    return choice.plain().entrySet().stream()
        .filter(each -> migration.steps().get(each.getKey()).cause().equals(cause))
        .map(each -> "not online, because " + each.getValue())
        .distinct()
        .toList();
  }

  private static List<Integer> numbers(Stages stages, PlanStatementRef cause) {
    return IntStream.rangeClosed(1, stages.list().size())
        .filter(number -> isOf(stages.list().get(number - 1), cause))
        .boxed()
        .toList();
  }

  private static boolean isOf(Stage stage, PlanStatementRef cause) {
    return stage.parts().stream().anyMatch(part -> part.run().cause().equals(cause));
  }

  /**
   * The stages, after the statements of the migration; nothing if it runs in one transaction.
   *
   * @param sql whether to print what they run
   * @param width the columns that a line may have
   */
  public List<String> list(boolean sql, int width) {
    List<String> lines = new ArrayList<>();
    stages.ifPresent(
        all -> {
          lines.add(
              "%s runs in %d stages. A stage is done when it is committed with its record in %s."
                  .formatted(migration.name(), all.list().size(), StepTable.NAME));
          lines.addAll(from(all, 1, sql, width));
          takenAway(all).ifPresent(lines::add);
        });
    return lines;
  }

  /** The stages from a number on. */
  public static List<String> from(Stages stages, int first, boolean sql, int width) {
    List<String> lines = new ArrayList<>();
    for (int number = first; number <= stages.list().size(); number++) {
      lines.addAll(new StageLines(stages, number, number > first).of(sql, width));
    }
    return lines;
  }

  /** What the application of before misses while stages run that may take long. */
  private static Optional<String> takenAway(Stages stages) {
    int last = stages.list().size();
    while (last > 0 && !stages.list().get(last - 1).maybeLong()) {
      last--;
    }
    Set<PlanStatementRef> causes = new LinkedHashSet<>();
    for (Stage stage : stages.list().subList(0, Math.max(0, last - 1))) {
      stage.parts().stream()
          .map(part -> part.run().cause())
          .filter(cause -> TakenAway.by(cause.statement()))
          .forEach(causes::add);
    }
    List<String> early = new ArrayList<>();
    for (PlanStatementRef cause : causes) {
      List<Integer> numbers = numbers(stages, cause);
      int done = numbers.get(numbers.size() - 1);
      if (done < last) {
        early.add("`%s` since stage %d".formatted(StatementLines.first(cause.text()), done));
      }
    }
    return early.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Until stage %d is done, the old version of an application can fail because of %s."
                .formatted(last, early.stream().collect(Collectors.joining(", "))));
  }
}
