package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.EarlyConnections;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code apply}: applies the pending migrations of the committed history to a database. */
public final class ApplyGoal {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String COMMAND = "mvn kizaki:apply";

  private final ApplyRequest request;
  private final Reporter reporter;
  private final DatabaseConnector connector;

  public ApplyGoal(ApplyRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.connector = new DatabaseConnector(request.database(), reporter);
  }

  /**
   * A history, and the names of its migrations that this run applied.
   *
   * @param drift tells whether the schema is ahead of the history
   */
  private record Applied(
      CommittedHistory history, List<String> migrations, SourceDriftLines drift) {}

  /**
   * Reads the history and checks everything that can be checked without a database.
   *
   * @throws Refusal when the history cannot be applied to any database
   */
  public CommittedHistory requireApplicable() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    target(history);
    return history;
  }

  public ApplyResult run() {
    Optional<CachedHistory> cached =
        request.target().isEmpty() && request.phase() == DeployPhase.WHOLE && connector.exists()
            ? CachedHistory.of(request.project())
            : Optional.empty();
    if (cached.isEmpty() && connector.isEmbedded()) {
      return run(requireApplicable());
    }
    Optional<Applied> applied;
    try (DatabaseHandle open = connector.open()) {
      applied =
          cached.isEmpty() ? Optional.of(readAndApply(open)) : applyUnlessDone(cached.get(), open);
    }
    return applied.map(this::report).orElseGet(this::reportNothing);
  }

  /** Applies a history that has been read already. */
  ApplyResult run(CommittedHistory history) {
    if (history.migrations().isEmpty() && !connector.exists()) {
      return report(new Applied(history, List.of(), drift()));
    }
    try (DatabaseHandle open = connector.open()) {
      return run(history, open);
    }
  }

  /** Applies a history that has been read already to an open database. */
  ApplyResult run(CommittedHistory history, DatabaseHandle open) {
    return report(apply(history, open, Optional.empty()));
  }

  private SourceDriftLines drift() {
    return SourceDriftLines.begin(request.project(), reporter);
  }

  private Applied apply(
      CommittedHistory history, DatabaseHandle open, Optional<EarlyConnections> early) {
    SourceDriftLines drift = drift();
    return new Applied(history, migrate(history, open, early), drift);
  }

  private List<String> migrate(
      CommittedHistory history, DatabaseHandle open, Optional<EarlyConnections> early) {
    if (request.acceptAhead() && acceptsAhead(history.committed(), open)) {
      return List.of();
    }
    LocalRun local = new LocalRun(request.project(), open, COMMAND, reporter);
    local.takeBack(history.committed(), HistoryAdvice.Kind.NONE_PARKED);
    return request.phase() == DeployPhase.WHOLE
        ? local.migrate(history, () -> migrationRun(history).in(open.sessions(), early))
        : phasedRun(history).in(open.sessions());
  }

  private PhasedRun phasedRun(CommittedHistory history) {
    return new PhasedRun(
        history,
        target(history),
        request.database(),
        request.allowDrift(),
        request.online(),
        request.phase(),
        request.statements(),
        request.renames(),
        CommittedHistory.files(request.project()),
        reporter,
        new ProgressLines(reporter));
  }

  /** An older release leaves a database as it is that has all its migrations and newer ones. */
  private boolean acceptsAhead(List<CommittedMigration> committed, DatabaseHandle open) {
    List<AppliedMigration> applied;
    try (ReadSession session = ReadSession.open(open.sessions())) {
      applied = session.applied();
    }
    if (!AppliedHistory.isAhead(applied, committed)) {
      return false;
    }
    reporter.warn(
        "The database is ahead of the migrations directory and stays as it is (ahead is accept): %s."
            .formatted(
                MigrationNames.of(
                    applied.subList(committed.size(), applied.size()).stream()
                        .map(AppliedMigration::name)
                        .toList())));
    return true;
  }

  /**
   * Applies the pending migrations of a history that an earlier run has checked and that has not
   * changed since. Reads the plans only if something is to be done.
   *
   * @return empty when nothing is pending; then neither the lock nor a privilege to write is needed
   */
  private Optional<Applied> applyUnlessDone(CachedHistory cached, DatabaseHandle open) {
    try (ReadSession session = ReadSession.open(open.sessions())) {
      List<AppliedMigration> applied = session.applied();
      if (AppliedHistory.isBeginning(applied, cached.committed())
          && applied.size() == cached.committed().size()
          && !(connector.isEmbedded() && session.seedsPending())) {
        return Optional.empty();
      }
    }
    return Optional.of(readAndApply(open));
  }

  /**
   * Reads the history, and connects to a configured database meanwhile. An embedded one may have to
   * be exchanged for a parked one first, while nobody is connected; and whether a database is ahead
   * is asked first, in a session of its own.
   */
  private Applied readAndApply(DatabaseHandle open) {
    if (request.phase() != DeployPhase.WHOLE || request.acceptAhead() || connector.isEmbedded()) {
      CommittedHistory history = requireApplicable();
      return apply(history, open, Optional.empty());
    }
    try (EarlyConnections early = EarlyConnections.begin(open::sessions)) {
      CommittedHistory history = requireApplicable();
      return apply(history, open, Optional.of(early));
    }
  }

  private MigrationRun migrationRun(CommittedHistory history) {
    return new MigrationRun(
        history,
        target(history),
        request.database(),
        request.allowDrift(),
        request.online(),
        Optional.of(CommittedHistory.files(request.project())),
        reporter,
        new ProgressLines(reporter));
  }

  /**
   * The number of the last migration to apply. The parameter can be the name of a migration, its
   * number alone, or its name without the number if only one migration has it.
   */
  private int target(CommittedHistory history) {
    if (request.target().isEmpty()) {
      return history.migrations().size();
    }
    String target = request.target().get();
    List<Migration> named =
        history.migrations().stream().filter(each -> isNamed(each, target)).toList();
    if (named.size() != 1) {
      throw unknownTarget(target, named, history);
    }
    return named.get(0).number();
  }

  private static boolean isNamed(Migration migration, String target) {
    MigrationName name = migration.directoryName();
    return name.text().equals(target)
        || name.slug().equals(target)
        || NUMBER.matcher(target).matches() && Integer.parseInt(target) == name.number();
  }

  private static Refusal unknownTarget(
      String target, List<Migration> named, CommittedHistory history) {
    String shown = UnsafeCharacters.escaped(target);
    if (named.size() > 1) {
      return new Refusal(
          RefusalCode.TARGET_AMBIGUOUS,
          "The parameter target names %s, and %d migrations have this name: %s. Write one of these."
              .formatted(
                  shown,
                  named.size(),
                  named.stream().map(Migration::name).collect(Collectors.joining(", "))));
    }
    Optional<Migration> latest = history.latest();
    if (latest.isEmpty()) {
      return new Refusal(
          RefusalCode.TARGET_UNKNOWN,
          "The parameter target names %s, but there is no migration yet; run `mvn kizaki:plan` first."
              .formatted(shown));
    }
    String near =
        history.migrations().stream()
            .filter(each -> target.startsWith(digits(each) + "_"))
            .findFirst()
            .map(each -> " Migration %s is %s.".formatted(digits(each), each.name()))
            .orElse("");
    return new Refusal(
        RefusalCode.TARGET_UNKNOWN,
        "The parameter target names %s, but there is no such migration.%s The latest is %s."
            .formatted(shown, near, latest.get().name()));
  }

  /** The number at the beginning of the migration's name. */
  private static String digits(Migration migration) {
    return migration.name().substring(0, migration.name().indexOf('_'));
  }

  private ApplyResult reportNothing() {
    reporter.info(MigrationRun.NOTHING);
    return new ApplyResult(List.of());
  }

  private ApplyResult report(Applied applied) {
    if (applied.migrations().isEmpty()) {
      reporter.info(
          request.phase() == DeployPhase.EXPAND
              ? PhasedRun.NOTHING_TO_EXPAND
              : MigrationRun.NOTHING);
    } else {
      reporter.info("Done.");
    }
    if (request.phase() == DeployPhase.EXPAND && !applied.migrations().isEmpty()) {
      reporter.info(
          """
          The new version can start. When the last instance of the old one has stopped, run `mvn \
          kizaki:apply -Dkizaki.phase=contract`.\
          """);
    }
    applied.drift().report(applied.history());
    return new ApplyResult(applied.migrations());
  }
}
