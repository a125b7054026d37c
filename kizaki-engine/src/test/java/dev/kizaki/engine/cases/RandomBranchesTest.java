package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.rebase.BranchMigration;
import dev.kizaki.engine.rebase.Rebase;
import dev.kizaki.engine.rebase.RebasedMigration;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Rebases random branches without a database. */
@FullRun
final class RandomBranchesTest {
  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void mergesChangesThatCommuteAndAsksAboutOthers(@ForAll long seed) {
    RandomBranches branches = new RandomBranches(seed);
    Statistics.collect(branches.merged().isPresent());
    check(branches);
  }

  /**
   * The second choice of a question never makes a statement outside of questions impossible; a
   * question that needs the first choice of another one has a second choice too.
   */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void eachChoiceCanBeTaken(@ForAll long seed) {
    RandomBranches branches = new RandomBranches(seed);
    try {
      Shape shape = branches.theirs().model().shape();
      for (RebasedMigration each : rebased(branches)) {
        for (int i = 0; i < each.lines().size(); i++) {
          if (each.lines().get(i).item() instanceof Choice) {
            takeSecond(shape, each.lines(), i);
          }
        }
        shape = each.shape();
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(branches + "\nrebased: " + text(branches), e);
    }
  }

  private static void takeSecond(Shape base, List<PlanLine> lines, int question) {
    List<PlanStatement> all = new Plan("0001_all", lines).statements(Decision.EITHER);
    List<PlanStatement> done = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      PlanItem item = lines.get(i).item();
      if (item instanceof PlanStatement statement) {
        assertThat(runs(base, done, List.of(statement), all))
            .as("after the second choice of line %d: %s", question, statement)
            .isTrue();
        done.add(statement);
      } else {
        boolean first = i != question && runs(base, done, item.statements(Decision.EITHER), all);
        List<PlanStatement> chosen = item.statements(first ? Decision.EITHER : Decision.OR);
        if (runs(base, done, chosen, all)) {
          done.addAll(chosen);
        }
      }
    }
  }

  private static boolean runs(
      Shape base, List<PlanStatement> done, List<PlanStatement> next, List<PlanStatement> all) {
    try {
      Replay replay = new Replay(base, all);
      done.forEach(replay::apply);
      next.forEach(replay::apply);
      return true;
    } catch (PlanFault fault) {
      return false;
    }
  }

  static void check(RandomBranches branches) {
    Optional<Shape> merged = branches.merged();
    try {
      List<RebasedMigration> rebased = rebased(branches);
      boolean asked =
          rebased.stream()
              .flatMap(each -> each.lines().stream())
              .anyMatch(line -> line.item().isOpen());
      if (merged.isEmpty()) {
        assertThat(asked).as("a conflict is asked about").isTrue();
        return;
      }
      assertThat(asked).as("no question").isFalse();
      Shape reached = branches.theirs().model().shape();
      for (RebasedMigration each : rebased) {
        reached = Replay.run(reached, statements(each));
        assertThat(RandomBranches.isSame(reached, each.shape())).as("snapshot").isTrue();
      }
      assertThat(RandomBranches.isSame(reached, merged.get())).as("merged schema").isTrue();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(branches + "\nrebased: " + text(branches), e);
    }
  }

  static List<RebasedMigration> rebased(RandomBranches branches) {
    List<BranchMigration> theirs = branches.theirs().migrations();
    List<BranchMigration> ours = branches.ours().migrations();
    return theirs.isEmpty() || ours.isEmpty()
        ? List.of()
        : Rebase.onto(
            branches.base(), theirs, ours, new DatabaseNames(NamingVersion.CURRENT), Map.of());
  }

  static List<PlanStatement> statements(RebasedMigration migration) {
    return new BranchMigration(migration.name(), migration.lines()).firstChoices();
  }

  private static String text(RandomBranches branches) {
    try {
      StringBuilder text = new StringBuilder();
      for (RebasedMigration each : rebased(branches)) {
        List<PlanLine> lines = each.lines();
        text.append(PlanPrinter.print(new Plan(each.name(), lines)));
      }
      return text.toString();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
