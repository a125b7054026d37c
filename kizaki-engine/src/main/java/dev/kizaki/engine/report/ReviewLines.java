package dev.kizaki.engine.report;

import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.PlanStatementRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reviewer must know about the statements of one pending migration.
 *
 * @param notes the notes on each statement, in the order of the plan
 * @param counts what the statements lose that the database has now
 * @param results the results of those counts that were made
 */
public record ReviewLines(
    List<List<String>> notes, List<LossCount> counts, Map<LossCount, String> results) {
  public ReviewLines {
    notes = List.copyOf(notes);
    counts = List.copyOf(counts);
    results = Map.copyOf(results);
  }

  /** The sentences about what a migration deletes of what the database has now. */
  public static List<String> losses(Migration migration, List<LossCount> counts) {
    List<PlanStatement> statements = migration.plan().statements();
    return counts.stream()
        .filter(each -> each.migration().equals(migration.name()))
        .map(LossCount::statement)
        .distinct()
        .flatMap(ordinal -> DataLoss.of(statements.get(ordinal)).stream())
        .toList();
  }

  List<String> notes(PlanStatementRef statement) {
    return statement.ordinal() < notes.size() ? notes.get(statement.ordinal()) : List.of();
  }

  /**
   * The sentence about what the statement deletes, with the number of rows. Empty if the database
   * has nothing of it now.
   */
  Optional<String> loss(PlanStatementRef statement) {
    List<LossCount> own =
        counts.stream().filter(each -> each.statement() == statement.ordinal()).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    String numbers =
        own.stream()
            .filter(results::containsKey)
            .map(results::get)
            .collect(Collectors.joining("; "));
    return DataLoss.of(statement.statement())
        .map(
            sentence ->
                numbers.isEmpty()
                    ? sentence
                    : "%s (%s).".formatted(sentence.substring(0, sentence.length() - 1), numbers));
  }
}
