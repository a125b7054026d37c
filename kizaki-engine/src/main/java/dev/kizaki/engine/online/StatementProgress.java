package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.CarriedOut;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells how far a migration is by the statements of its plan. */
public final class StatementProgress {
  private StatementProgress() {}

  /**
   * The progress after some stages.
   *
   * @param statements the number of statements of the plan
   * @param done how many stages have ended
   * @param inside whether the next one was begun; if it is a transaction, it has changed nothing
   */
  public static CarriedOut of(Stages stages, int statements, int done, boolean inside) {
    List<Integer> order = stages.migration().stagedOrder();
    if (order.isEmpty()) {
      order = IntStream.range(0, statements).boxed().toList();
    }
    order = stages.order(order);
    List<Stage.Part> begun = new ArrayList<>();
    Set<Integer> open = new HashSet<>();
    Set<Integer> written = new HashSet<>();
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
        if (touched
            && (stage instanceof Stage.Fill fill ? isKept(fill.fill()) : updatesRows(part.run()))) {
          written.add(statement(part));
        }
      }
    }
    int whole = 0;
    while (whole < statements && !open.contains(order.get(whole))) {
      whole++;
    }
    Set<Integer> held = stages.held();
    int end = whole;
    while (end < statements && held.contains(order.get(end))) {
      end++;
    }
    end = Math.min(end + 1, statements);
    Set<Integer> started =
        begun.stream().map(StatementProgress::statement).collect(Collectors.toSet());
    started.retainAll(order.subList(whole, end));
    while (!started.isEmpty() && !started.contains(order.get(end - 1))) {
      end--;
    }
    Set<Integer> next = new HashSet<>(order.subList(whole, end));
    return new CarriedOut(
        order,
        whole,
        next.size(),
        begun.stream()
            .filter(part -> next.contains(statement(part)) && part.run() instanceof SqlCommand)
            .map(part -> (SqlCommand) part.run())
            .toList(),
        written.stream().anyMatch(next::contains),
        stages.takenOver().stream().map(order::indexOf).collect(Collectors.toSet()));
  }

  /** Whether the values are not written into a column that exists only meanwhile. */
  private static boolean isKept(OnlineStep.Fill fill) {
    return fill.assignments().startsWith(Quoting.identifier(fill.column()));
  }

  private static boolean updatesRows(SqlStep step) {
    return step instanceof SqlCommand command
        && command.locks().stream().map(TableLock::work).anyMatch(StatementProgress::isUpdate);
  }

  private static boolean isUpdate(RowAccess work) {
    return work == RowAccess.WRITE_SOME || work == RowAccess.WRITE;
  }

  private static int statement(Stage.Part part) {
    return part.run().cause().ordinal();
  }
}
