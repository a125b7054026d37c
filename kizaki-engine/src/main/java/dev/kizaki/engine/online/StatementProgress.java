package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How far a migration in stages is, by the statements of its plan.
 *
 * @param order the indexes of the statements in the order in which they are carried out
 * @param whole how many statements are carried out as a whole; they are the first ones in the order
 * @param together how many statements after these are carried out together: the next one, and drops
 *     before it that wait for it; 0 if none is left
 * @param begun the commands of these that were run, or begun, in their order; empty if none is
 *     carried out in part
 * @param fills whether rows were written in batches for them, into a column that stays
 */
public record StatementProgress(
    List<Integer> order, int whole, int together, List<SqlCommand> begun, boolean fills) {
  public StatementProgress {
    order = List.copyOf(order);
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
    List<Integer> order = stages.migration().stagedOrder();
    if (order.isEmpty()) {
      order = IntStream.range(0, statements).boxed().toList();
    }
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
    int whole = 0;
    while (whole < statements && !open.contains(order.get(whole))) {
      whole++;
    }
    Map<Integer, Integer> held = stages.held();
    int end = whole;
    while (end < statements && held.containsKey(order.get(end))) {
      end++;
    }
    Set<Integer> next = new HashSet<>(order.subList(whole, Math.min(end + 1, statements)));
    return new StatementProgress(
        order,
        whole,
        next.size(),
        begun.stream()
            .filter(part -> next.contains(statement(part)) && part.run() instanceof SqlCommand)
            .map(part -> (SqlCommand) part.run())
            .toList(),
        filled.stream().anyMatch(next::contains));
  }

  /** Whether the values are not written into a column that exists only meanwhile. */
  private static boolean isKept(OnlineStep.Fill fill) {
    return fill.assignments().startsWith(Quoting.identifier(fill.column()));
  }

  private static int statement(Stage.Part part) {
    return part.run().cause().ordinal();
  }
}
