package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A part of a migration that is done or not done as a whole, so that a run can go on after it. */
public sealed interface Stage {
  /** The steps, at most one of them outside a transaction. */
  List<Part> parts();

  /** What it does, as a phrase such as {@code building task_title_idx}. */
  String doing();

  /** Whether it may take long, so that its start is worth a line. */
  boolean maybeLong();

  /** The plan statement of the first step; absent if there is no step. */
  default Optional<PlanStatementRef> cause() {
    return parts().stream().map(part -> part.run().cause()).findFirst();
  }

  /**
   * A step of a stage.
   *
   * @param step the index of the migration's step that it belongs to, from 0
   * @param run what is run
   */
  record Part(int step, SqlStep run) {
    public Part {
      Objects.requireNonNull(run, "run");
    }
  }

  /**
   * Steps that run in one transaction, in which the stage is also recorded.
   *
   * @param parts may be empty for the last stage, which only records the migration
   * @param reading what the only step does with many rows, as a phrase; absent if the steps change
   *     only the catalog
   */
  record Transaction(List<Part> parts, Optional<String> reading) implements Stage {
    public Transaction {
      parts = List.copyOf(parts);
      Objects.requireNonNull(reading, "reading");
    }

    @Override
    public String doing() {
      if (reading.isPresent()) {
        return reading.get();
      }
      if (parts.isEmpty()) {
        return "recording the migration";
      }
      return parts.size() == 1 && parts.get(0).run() instanceof DataCheck check
          ? "looking for " + check.subject()
          : "changing definitions";
    }

    @Override
    public boolean maybeLong() {
      return reading.isPresent();
    }
  }

  /** A command that cannot run in a transaction. */
  record Concurrent(Part part, OnlineStep.Concurrent build) implements Stage {
    @Override
    public List<Part> parts() {
      return List.of(part);
    }

    @Override
    public String doing() {
      return (build.builds() ? "building " : "dropping ") + build.index().table();
    }

    @Override
    public boolean maybeLong() {
      return build.builds();
    }

    public SqlCommand command() {
      return build.command();
    }
  }

  /** Rows that are written in batches. */
  record Fill(Part part, OnlineStep.Fill fill) implements Stage {
    @Override
    public List<Part> parts() {
      return List.of(part);
    }

    @Override
    public String doing() {
      return "filling %s.%s".formatted(fill.table().table(), fill.column());
    }

    @Override
    public boolean maybeLong() {
      return true;
    }
  }
}
