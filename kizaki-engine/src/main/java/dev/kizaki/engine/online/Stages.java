package dev.kizaki.engine.online;

import dev.kizaki.engine.hash.Sha256;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A migration as a list of stages. The order of its steps is kept. Steps that change only the
 * catalog share a transaction, up to the next step that must be alone.
 *
 * @param migration the migration
 * @param chosen the indexes of the steps that are carried out by their online forms, and of the
 *     data checks that run at their turn, from 0
 * @param list the stages in their order; the last one is a transaction, which also records the
 *     migration
 */
public record Stages(SqlMigration migration, SortedSet<Integer> chosen, List<Stage> list) {
  public Stages {
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
    return new Stages(migration, new TreeSet<>(chosen), new Cutter(migration, chosen).cut());
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
    private final List<Stage> stages = new ArrayList<>();
    private final List<Stage.Part> cleanup = new ArrayList<>();
    private List<Stage.Part> open = new ArrayList<>();

    Cutter(SqlMigration migration, Set<Integer> chosen) {
      this.migration = migration;
      this.chosen = chosen;
      this.spans = Spans.of(migration);
    }

    List<Stage> cut() {
      int covered = -1;
      for (int i = 0; i < migration.steps().size(); i++) {
        SqlStep step = migration.steps().get(i);
        if (i > 0 && !step.cause().equals(migration.steps().get(i - 1).cause())) {
          cleanUp();
        }
        Stage.Part part = new Stage.Part(i, step);
        if (step instanceof DataCheck) {
          if (chosen.contains(i) && spans.contains(i)) {
            open.add(part);
          } else if (chosen.contains(i)) {
            alone(part, Optional.empty());
          }
        } else if (i > covered && chosen.contains(i)) {
          OnlineForm form = ((SqlCommand) step).online().orElseThrow();
          covered = i + form.following();
          for (OnlineStep each : form.steps()) {
            add(i, each);
          }
        } else if (i > covered) {
          open.add(part);
        }
      }
      cleanUp();
      stages.add(new Stage.Transaction(open, Optional.empty()));
      return stages;
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
