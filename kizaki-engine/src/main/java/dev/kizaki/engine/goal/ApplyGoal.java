package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** {@code apply}: moves a database along the committed history. */
public final class ApplyGoal {
  private final ApplyRequest request;
  private final Reporter reporter;
  private final DatabaseConnector door;

  public ApplyGoal(ApplyRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.door = new DatabaseConnector(request.database());
  }

  /** A history, and the names of its migrations that were applied. */
  private record Applied(CommittedHistory history, List<String> migrations) {}

  /**
   * @throws Refusal when the history cannot be applied, whatever the database is like
   */
  public CommittedHistory requireApplicable() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    target(history);
    return history;
  }

  public ApplyResult run() {
    Optional<CachedHistory> settled =
        request.target().isEmpty() && door.exists()
            ? CachedHistory.of(request.project())
            : Optional.empty();
    if (settled.isEmpty()) {
      return run(requireApplicable());
    }
    return door.using(sessions -> applyUnlessDone(settled.get(), sessions))
        .map(this::report)
        .orElseGet(this::nothing);
  }

  /** Applies a history that has been read already. */
  ApplyResult run(CommittedHistory history) {
    List<String> applied =
        history.migrations().isEmpty() && !door.exists()
            ? List.of()
            : door.using(sessions -> migrationRun(history).in(sessions));
    return report(new Applied(history, applied));
  }

  /**
   * Applies what is pending of a history that was found sound and has not changed since. Reads the
   * plans only if something is pending.
   *
   * @return empty when the database has it all; then neither the lock nor a right to write is
   *     needed
   */
  private Optional<Applied> applyUnlessDone(CachedHistory settled, Sessions sessions) {
    try (ReadSession session = ReadSession.open(sessions)) {
      if (AppliedHistory.pending(session.applied(), settled.committed(), door.isEmbedded())
          .isEmpty()) {
        return Optional.empty();
      }
    }
    CommittedHistory history = requireApplicable();
    return Optional.of(new Applied(history, migrationRun(history).in(sessions)));
  }

  private MigrationRun migrationRun(CommittedHistory history) {
    return new MigrationRun(
        history,
        target(history),
        request.database(),
        request.allowDrift(),
        MigrationRun.patience(reporter),
        new ProgressLines(reporter));
  }

  /** The number of the last migration to apply. */
  private int target(CommittedHistory history) {
    if (request.target().isEmpty()) {
      return history.migrations().size();
    }
    String name = request.target().get();
    return history.migrations().stream()
        .filter(migration -> migration.name().equals(name))
        .map(Migration::number)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "target names %s, and there is no such migration.%s"
                        .formatted(
                            UnsafeCharacters.escaped(name),
                            history
                                .latest()
                                .map(latest -> " The latest is " + latest.name() + ".")
                                .orElse(""))));
  }

  private ApplyResult nothing() {
    reporter.info(MigrationRun.NOTHING);
    return new ApplyResult(List.of());
  }

  private ApplyResult report(Applied applied) {
    reporter.info(applied.migrations().isEmpty() ? MigrationRun.NOTHING : "Done.");
    reportDrift(applied.history());
    return new ApplyResult(applied.migrations());
  }

  /** A database can be moved along the history although the source is ahead of it. */
  private void reportDrift(CommittedHistory history) {
    if (!Files.isDirectory(request.project().schemaDirectory())) {
      return;
    }
    try {
      ProjectSchema schema = ProjectSchema.read(request.project());
      boolean drift = schema.files() > 0 && !history.agreesWith(schema.shape());
      if (drift) {
        reporter.warn(SchemaDrift.AHEAD);
        reporter.warn(SchemaDrift.NEXT_STEP);
      } else if (schema.files() > 0 && schema.warnings().isEmpty()) {
        CachedHistory.remember(request.project(), history);
      }
    } catch (Refusal refusal) {
      reporter.warn("The source schema has errors; run `mvn kizaki:validate` to see them.");
    }
  }
}
