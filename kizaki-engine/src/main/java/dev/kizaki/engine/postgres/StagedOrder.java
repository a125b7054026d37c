package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order in which the statements of a plan are carried out in stages. What takes something away
 * from the application of before comes last, so that it is missing for a moment and not while rows
 * are read or written. A statement is moved only together with those that depend on it, and only if
 * the SQL of all statements stays what it is in the order of the plan.
 */
public final class StagedOrder {
  private final List<OrderedStatement> statements;

  private StagedOrder(List<OrderedStatement> statements) {
    this.statements = statements;
  }

  /**
   * The indexes of the statements, from 0, in that order.
   *
   * @param base the shape before the plan
   * @param plan the resolved plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   * @param steps the SQL of the plan
   */
  public static List<Integer> of(
      Shape base,
      List<PlanStatement> plan,
      String schema,
      DatabaseNames names,
      List<SqlStep> steps) {
    List<Integer> unchanged = IntStream.range(0, plan.size()).boxed().toList();
    List<List<SqlStep>> written = byStatement(steps, plan.size());
    if (!mayGain(plan, written)) {
      return unchanged;
    }
    StagedOrder order =
        new StagedOrder(
            OrderedStatement.of(ObjectChanges.of(base, plan, schema, names), written, schema));
    List<Integer> found =
        checksFirst(
            order.withIndexesLater(order.withDropsLater(order.found(unchanged), plan), plan), plan);
    return found.equals(unchanged) || isSame(base, plan, schema, names, written, found)
        ? found
        : unchanged;
  }

  private static List<List<SqlStep>> byStatement(List<SqlStep> steps, int statements) {
    List<List<SqlStep>> all = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      all.add(new ArrayList<>());
    }
    steps.forEach(step -> all.get(step.cause().ordinal()).add(step));
    return all;
  }

  /** Whether a statement that may take long follows one that takes something away. */
  private static boolean mayGain(List<PlanStatement> plan, List<List<SqlStep>> written) {
    boolean taken = false;
    for (int i = 0; i < plan.size(); i++) {
      if (taken && OrderedStatement.mayTakeLong(written.get(i))) {
        return true;
      }
      taken |= OrderedStatement.takes(plan.get(i));
    }
    return false;
  }

  /** What takes something away comes after all else, and what of it takes a moment comes last. */
  private List<Integer> found(List<Integer> order) {
    List<Integer> last =
        moved(order, OrderedStatement::takes, each -> each.takesLong() && !each.takes());
    return moved(last, each -> each.takes() && !each.takesLong(), OrderedStatement::takesLong);
  }

  /**
   * A drop of a check or an index comes right before the first change of its table, because it can
   * wait for that change to end.
   */
  private List<Integer> withDropsLater(List<Integer> order, List<PlanStatement> plan) {
    List<Integer> moved = new ArrayList<>(order);
    for (int place = moved.size() - 2; place >= 0; place--) {
      Integer drop = moved.get(place);
      if (!(plan.get(drop) instanceof DropCheck || plan.get(drop) instanceof DropIndex)) {
        continue;
      }
      int end = place + 1;
      while (end < moved.size() && isOfOtherTables(moved.get(end), drop, plan)) {
        end++;
      }
      if (end < moved.size() && plan.get(moved.get(end)) instanceof ChangeField) {
        moved.remove(place);
        moved.add(end - 1, drop);
      }
    }
    return moved;
  }

  private boolean isOfOtherTables(Integer statement, Integer drop, List<PlanStatement> plan) {
    return plan.get(statement) instanceof ChangeField
        && !statements.get(statement).sharesWith(statements.get(drop));
  }

  /**
   * An index and a check come after changes of types that do not concern them, because these can
   * end together with the one before them.
   */
  private List<Integer> withIndexesLater(List<Integer> order, List<PlanStatement> plan) {
    List<Integer> moved = new ArrayList<>(order);
    for (int place = moved.size() - 2; place > 0; place--) {
      Integer added = moved.get(place);
      if (!(plan.get(added) instanceof AddIndex || plan.get(added) instanceof AddCheck)) {
        continue;
      }
      int end = place + 1;
      int after = end;
      while (end < moved.size() && mayComeBefore(moved.get(end), added, plan)) {
        end++;
        if (plan.get(moved.get(end - 1)) instanceof ChangeField) {
          after = end;
        }
      }
      moved.remove(place);
      moved.add(after - 1, added);
    }
    return moved;
  }

  private boolean mayComeBefore(Integer statement, Integer added, List<PlanStatement> plan) {
    PlanStatement kind = plan.get(statement);
    OrderedStatement other = statements.get(statement);
    return kind instanceof ChangeField
            && !other.replaced().isEmpty()
            && !statements.get(added).names(other.replaced())
        || kind instanceof DropIndex
        || kind instanceof DropCheck;
  }

  /**
   * A check comes before the indexes that are built right before it, so that it guards the rows
   * meanwhile.
   */
  private static List<Integer> checksFirst(List<Integer> order, List<PlanStatement> plan) {
    List<Integer> moved = new ArrayList<>();
    for (Integer each : order) {
      int place = moved.size();
      if (plan.get(each) instanceof AddCheck) {
        while (place > 0 && plan.get(moved.get(place - 1)) instanceof AddIndex) {
          place--;
        }
      }
      moved.add(place, each);
    }
    return moved;
  }

  /**
   * Moves statements to the end, each with those after it that depend on it.
   *
   * @param held what to move
   * @param awaited what to move it past; statements of that kind do not move along
   */
  private List<Integer> moved(
      List<Integer> order, Predicate<OrderedStatement> held, Predicate<OrderedStatement> awaited) {
    Set<Integer> moving = new HashSet<>();
    boolean gains = false;
    for (int place = order.size() - 1; place >= 0; place--) {
      OrderedStatement statement = statements.get(order.get(place));
      if (gains && held.test(statement) && statement.mayMove()) {
        moving.addAll(withDependents(order, place, moving, awaited));
      }
      gains |= awaited.test(statement);
    }
    return Stream.concat(
            order.stream().filter(each -> !moving.contains(each)),
            order.stream().filter(moving::contains))
        .toList();
  }

  /** The statement and those that have to move with it; nothing if it cannot move. */
  private Set<Integer> withDependents(
      List<Integer> order, int place, Set<Integer> moving, Predicate<OrderedStatement> awaited) {
    Set<Integer> together = new HashSet<>(Set.of(order.get(place)));
    for (Integer later : order.subList(place + 1, order.size())) {
      OrderedStatement other = statements.get(later);
      if (moving.contains(later)) {
        continue;
      }
      if (!other.mayBePassed()) {
        return Set.of();
      }
      if (together.stream().anyMatch(each -> other.sharesWith(statements.get(each)))) {
        if (awaited.test(other)) {
          return Set.of();
        }
        together.add(later);
      }
    }
    return together;
  }

  /**
   * Whether each statement has the same SQL in the other order. Where waiting triggers run depends
   * on the order; the stages see to it.
   */
  private static boolean isSame(
      Shape base,
      List<PlanStatement> plan,
      String schema,
      DatabaseNames names,
      List<List<SqlStep>> written,
      List<Integer> order) {
    List<PlanStatement> other = order.stream().map(plan::get).toList();
    try {
      Replay.run(base, other);
      List<List<SqlStep>> again =
          byStatement(PostgresGenerator.generate(base, other, schema, names), plan.size());
      return IntStream.range(0, plan.size())
          .allMatch(i -> texts(again.get(i)).equals(texts(written.get(order.get(i)))));
    } catch (PlanFault impossible) {
      return false;
    }
  }

  private static List<String> texts(List<SqlStep> steps) {
    return steps.stream()
        .flatMap(StagedOrder::texts)
        .filter(text -> !text.equals(SqlCommand.RUN_WAITING_TRIGGERS))
        .toList();
  }

  /** All texts that can be sent for a step. */
  static Stream<String> texts(SqlStep step) {
    if (step instanceof DataCheck check) {
      return Stream.of(check.probe().query());
    }
    return step instanceof SqlCommand command
        ? Stream.concat(
            Stream.of(command.text()),
            command.online().stream()
                .map(OnlineForm::steps)
                .flatMap(List::stream)
                .map(OnlineStep::command)
                .map(SqlCommand::text))
        : Stream.of();
  }
}
