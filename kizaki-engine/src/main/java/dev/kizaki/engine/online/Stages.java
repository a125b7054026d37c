package dev.kizaki.engine.online;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.hash.Sha256;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A migration as a list of stages. Its statements are carried out in their order for stages. Steps
 * that change only the catalog share a transaction, up to the next step that must be alone.
 *
 * @param migration the migration
 * @param chosen the indexes of the steps that are carried out by their online forms, and of the
 *     data checks that run at their turn, from 0
 * @param list the stages in their order; the last one is a transaction, which also records the
 *     migration
 * @param phase which part of the migration they are
 */
public record Stages(
    SqlMigration migration, SortedSet<Integer> chosen, List<Stage> list, DeployPhase phase) {
  public Stages {
    Objects.requireNonNull(phase, "phase");
    chosen = Collections.unmodifiableSortedSet(new TreeSet<>(chosen));
    list = List.copyOf(list);
  }

  /**
   * Cuts a migration into stages.
   *
   * @param chosen the indexes of the commands to carry out by their online forms, of which each
   *     must have one, and of the data checks to run; the other checks are left out
   */
  public static Stages of(SqlMigration migration, Set<Integer> chosen) {
    return of(migration, chosen, DeployPhase.WHOLE);
  }

  /**
   * Cuts one phase of a migration into stages.
   *
   * @param migration with the steps of the phase
   */
  public static Stages of(SqlMigration migration, Set<Integer> chosen, DeployPhase phase) {
    return new Stages(migration, new TreeSet<>(chosen), new Cutter(migration, chosen).cut(), phase);
  }

  /** Whether the last stage records the migration as applied. */
  public boolean recordsMigration() {
    return phase != DeployPhase.EXPAND;
  }

  /** The indexes of the migration's statements in the order in which they are carried out. */
  private static List<Integer> statements(SqlMigration migration) {
    return migration.stagedOrder().isEmpty()
        ? migration.steps().stream()
            .map(step -> step.cause().ordinal())
            .sorted()
            .distinct()
            .toList()
        : migration.stagedOrder();
  }

  /** The statements that end together with a later one, by their indexes in the plan. */
  Set<Integer> held() {
    List<Integer> order = statements(migration);
    Set<Integer> held = new HashSet<>(HeldDrops.of(migration, chosen, order));
    held.addAll(JointSwaps.of(migration, chosen, order, held).joint());
    return held;
  }

  /**
   * The statements in the order in which they are carried out.
   *
   * @param plan all statements in the order of the migration
   */
  List<Integer> order(List<Integer> plan) {
    Set<Integer> held = HeldDrops.of(migration, chosen, plan);
    return JointSwaps.of(migration, chosen, plan, held).order();
  }

  /** What the role needs to run the stages. */
  public Set<Requirement> needs() {
    return list.stream()
        .flatMap(stage -> stage.parts().stream())
        .map(Stage.Part::run)
        .filter(SqlCommand.class::isInstance)
        .flatMap(each -> ((SqlCommand) each).needs().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The indexes of the statements whose effect was in the database before, in order. */
  public SortedSet<Integer> takenOver() {
    return migration.steps().stream()
        .filter(AlreadyThere.class::isInstance)
        .map(step -> step.cause().ordinal())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A digest of what the stages run, 64 hexadecimal digits. */
  public String digest() {
    return Sha256.hex(
        list.stream()
            .map(
                stage ->
                    stage.getClass().getSimpleName()
                        + stage.parts().stream().map(Stages::text).collect(Collectors.joining()))
            .collect(Collectors.joining("\f")));
  }

  private static String text(Stage.Part part) {
    return "\n"
        + (part.run() instanceof SqlCommand command
            ? command.text()
            : part.run() instanceof DataCheck check ? check.probe().query() : "");
  }

  /** Collects stages. */
  private static final class Cutter {
    private final SqlMigration migration;
    private final Set<Integer> chosen;
    private final Spans spans;
    private final Set<Integer> held;
    private final JointSwaps swaps;
    private final List<Stage.Part> waiting = new ArrayList<>();

    /** What ends statements that end together with a later one. */
    private final List<Stage.Part> ends = new ArrayList<>();

    private final List<Stage.Part> checks = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Stage.Part> cleanup = new ArrayList<>();
    private List<Stage.Part> open = new ArrayList<>();

    Cutter(SqlMigration migration, Set<Integer> chosen) {
      this.migration = migration;
      this.chosen = chosen;
      this.spans = Spans.of(migration);
      List<Integer> order = statements(migration);
      this.held = HeldDrops.of(migration, chosen, order);
      this.swaps = JointSwaps.of(migration, chosen, order, held);
    }

    List<Stage> cut() {
      int covered = -1;
      Optional<PlanStatementRef> cause = Optional.empty();
      for (int i : order()) {
        SqlStep step = migration.steps().get(i);
        if (!cause.equals(Optional.of(step.cause()))) {
          runChecks();
          cleanUp();
          cause.ifPresent(this::end);
          covered = -1;
        }
        cause = Optional.of(step.cause());
        Stage.Part part = new Stage.Part(i, step);
        boolean early = swaps.early().contains(step.cause().ordinal());
        if (step instanceof DataCheck) {
          if (early) {
            continue; // its turn is before the change that it looks at, and the index decides
          }
          if (i <= covered) {
            continue; // the online form has validated the rows before it replaced the column
          }
          if (chosen.contains(i) && spans.contains(i)) {
            open.add(part);
          } else if (chosen.contains(i)) {
            checks.add(part);
          }
          continue;
        }
        if (held.contains(step.cause().ordinal())) {
          waiting.add(part);
          continue;
        }
        if (i > covered && chosen.contains(i)) {
          OnlineForm form = ((SqlCommand) step).online().orElseThrow();
          covered = i + form.following();
          add(i, early ? form.early().orElseThrow().steps() : form.steps());
          continue;
        }
        runChecks();
        if (i > covered) {
          open.add(part);
          if (isMoved() && writesRows(step)) {
            open.add(new Stage.Part(i, SqlCommand.runningWaitingTriggers(step.cause())));
          }
        }
      }
      runChecks();
      cleanUp();
      cause.ifPresent(this::end);
      stages.add(new Stage.Transaction(open, Optional.empty()));
      return stages;
    }

    /** What ends the statement waits for the end of the next one, or runs with what has waited. */
    private void end(PlanStatementRef statement) {
      if (swaps.joint().contains(statement.ordinal())) {
        ends.addAll(open);
        open = new ArrayList<>();
      } else if (!held.contains(statement.ordinal())) {
        open.addAll(0, ends);
        ends.clear();
      }
    }

    /**
     * Adds the steps of an online form. The checks of data before it run when what guards new rows
     * is committed with what was done before. What is held is dropped when the last step that takes
     * long has ended.
     */
    private void add(int index, List<OnlineStep> steps) {
      int last = steps.size();
      while (last > 0 && isMoment(steps.get(last - 1))) {
        last--;
      }
      if (open.isEmpty() || !isMoment(steps.get(0))) {
        runChecks();
      }
      for (int i = 0; i < steps.size(); i++) {
        if (i == last) {
          open.addAll(waiting);
          waiting.clear();
        }
        if (!isMoment(steps.get(i))) {
          runChecks();
        }
        add(index, steps.get(i));
      }
    }

    private static boolean isMoment(OnlineStep step) {
      return step instanceof OnlineStep.Brief || step instanceof OnlineStep.Cleanup;
    }

    private void runChecks() {
      List<Stage.Part> now = List.copyOf(checks);
      checks.clear();
      now.forEach(check -> alone(check, Optional.empty()));
    }

    /** Whether the order is not that of the plan, in which triggers run where they have to. */
    private boolean isMoved() {
      List<Integer> order = migration.stagedOrder();
      return IntStream.range(0, order.size()).anyMatch(i -> order.get(i) != i);
    }

    private static boolean writesRows(SqlStep step) {
      return step instanceof SqlCommand command
          && (command.open()
              || command.locks().stream()
                  .anyMatch(lock -> lock.work().compareTo(RowAccess.WRITE_SOME) >= 0));
    }

    /**
     * The indexes of the steps in their order. What is checked before all else stays first, and
     * what belongs to no statement comes last.
     */
    private List<Integer> order() {
      List<SqlStep> steps = migration.steps();
      int first = 0;
      while (first < steps.size() && steps.get(first) instanceof DataCheck) {
        first++;
      }
      Map<Integer, Integer> places = new HashMap<>();
      if (!migration.stagedOrder().isEmpty()) {
        swaps.order().forEach(each -> places.put(each, places.size()));
      }
      return Stream.concat(
              IntStream.range(0, first).boxed(),
              IntStream.range(first, steps.size())
                  .boxed()
                  .sorted(
                      Comparator.comparing(
                          i ->
                              places.getOrDefault(
                                  steps.get(i).cause().ordinal(), Integer.MAX_VALUE))))
          .toList();
    }

    private void add(int index, OnlineStep step) {
      Stage.Part part = new Stage.Part(index, step.command());
      if (step instanceof OnlineStep.Brief) {
        open.add(part);
      } else if (step instanceof OnlineStep.Committed) {
        open.add(part);
        close();
      } else if (step instanceof OnlineStep.Cleanup) {
        cleanup.add(part);
      } else if (step instanceof OnlineStep.Validation validation) {
        alone(part, Optional.of("validating " + validation.subject()));
      } else if (step instanceof OnlineStep.Reading reading) {
        alone(part, Optional.of("reading " + reading.subject()));
      } else if (step instanceof OnlineStep.Analysis analysis) {
        alone(part, Optional.of("analyzing " + analysis.table().table()));
      } else if (step instanceof OnlineStep.Concurrent concurrent) {
        close();
        stages.add(new Stage.Concurrent(part, concurrent));
      } else if (step instanceof OnlineStep.Fill fill) {
        close();
        stages.add(new Stage.Fill(part, fill));
      }
    }

    private void cleanUp() {
      open.addAll(cleanup);
      cleanup.clear();
    }

    private void alone(Stage.Part part, Optional<String> reading) {
      close();
      stages.add(new Stage.Transaction(List.of(part), reading));
    }

    private void close() {
      if (!open.isEmpty()) {
        stages.add(new Stage.Transaction(open, Optional.empty()));
        open = new ArrayList<>();
      }
    }
  }
}
