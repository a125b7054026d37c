package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a migration in stages is, by the statements of its plan.
 *
 * @param whole how many statements are carried out as a whole; they are the first ones of the plan
 * @param begun the commands of the next statement that were run, or begun, in their order; empty if
 *     no statement is carried out in part
 * @param fills whether rows were written in batches for that statement, into a column that stays
 */
public record StatementProgress(int whole, List<SqlCommand> begun, boolean fills) {
  public StatementProgress {
    begun = List.copyOf(begun);
  }

  /**
   * The progress after some stages.
   *
   * @param statements the number of statements of the plan
   * @param done how many stages have ended
   * @param inside whether the next one was begun; if it is a transaction, it has changed nothing
   */
  public static StatementProgress of(Stages stages, int statements, int done, boolean inside) {
    List<Stage.Part> begun = new ArrayList<>();
    Set<Integer> open = new HashSet<>();
    Set<Integer> filled = new HashSet<>();
    for (int i = 0; i < stages.list().size(); i++) {
      Stage stage = stages.list().get(i);
      boolean touched = i < done || i == done && inside && !(stage instanceof Stage.Transaction);
      for (Stage.Part part : stage.parts()) {
        if (touched) {
          begun.add(part);
        }
        if (i >= done && !(part.run() instanceof DataCheck)) {
          open.add(statement(part));
        }
        if (touched && stage instanceof Stage.Fill fill && isKept(fill.fill())) {
          filled.add(statement(part));
        }
      }
    }
    int whole = open.stream().min(Comparator.naturalOrder()).orElse(statements);
    return new StatementProgress(
        whole,
        begun.stream()
            .filter(part -> statement(part) == whole && part.run() instanceof SqlCommand)
            .map(part -> (SqlCommand) part.run())
            .toList(),
        filled.contains(whole));
  }

  /** Whether the values are not written into a column that exists only meanwhile. */
  private static boolean isKept(OnlineStep.Fill fill) {
    return fill.assignments().startsWith(Quoting.identifier(fill.column()));
  }

  private static int statement(Stage.Part part) {
    return part.run().cause().ordinal();
  }
}
