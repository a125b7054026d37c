package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.CheckStatementsRequest;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.ProofDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.report.BrokenStatementLines;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementProof;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * {@code check-statements}: whether the statements of an application work between the phases of the
 * deploy of the newest migrations. It uses an empty database of the embedded server.
 */
public final class CheckStatementsGoal {
  private static final String WAYS_ON =
      """
      Correct the application, write another plan, or deploy without phases when the old version \
      has stopped.\
      """;

  private final CheckStatementsRequest request;
  private final Reporter reporter;

  public CheckStatementsGoal(CheckStatementsRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    CheckedStatements checked = CheckedStatements.read(request, reporter);
    List<ApplicationStatement> statements = checked.statements();
    List<Migration> pending = pending(history.migrations());
    if (pending.isEmpty()) {
      reporter.info("Nothing to check: there is no migration after that of the running version.");
      return;
    }
    reporter.info(
        "Checking %s between the phases of %s..."
            .formatted(
                checked.description(),
                MigrationNames.of(pending.stream().map(Migration::name).toList())));
    DatabaseConnector connector = new DatabaseConnector(request.database(), identity -> {});
    try (DatabaseHandle handle = connector.open();
        ProofDatabase proof = ProofDatabase.create(handle.server(), handle.sessions())) {
      Sessions sessions = base(handle, proof, history, pending);
      Optional<Function<Migration, PhaseChoices>> choices =
          divided(history, pending, each -> each.of(statements, sessions).findings());
      choices.ifPresent(
          each ->
              judge(
                  StatementProof.of(history, pending, 0, DeployPhase.EXPAND, each)
                      .of(statements, sessions)));
    }
  }

  /**
   * What is decided about the phases; empty if the migrations cannot be divided. Without phases,
   * the old version has stopped, and its statements need not work.
   */
  private Optional<Function<Migration, PhaseChoices>> divided(
      CommittedHistory history,
      List<Migration> pending,
      Function<StatementProof, Optional<StatementFindings>> prover) {
    try {
      Function<Migration, PhaseChoices> choices =
          DroppedUniques.of(
                  history,
                  pending,
                  List.of(),
                  RenamedFields.withoutTables(history, request.renames()))
              .decided(List.of(), prover);
      DeployPlan.of(history, pending, request.database().schema(), choices);
      return Optional.of(choices);
    } catch (Refusal refusal) {
      if (refusal.code().filter(RefusalCode.PHASES_IMPOSSIBLE::equals).isEmpty()) {
        throw refusal;
      }
      reporter.warn("Nothing was checked.");
      refusal.getMessage().lines().forEach(reporter::warn);
      return Optional.empty();
    }
  }

  /** The migrations that the running version of the application does not have. */
  private List<Migration> pending(List<Migration> all) {
    int known = request.from().map(from -> named(from, all)).orElseGet(() -> upstream(all));
    return all.subList(known, all.size());
  }

  private static int named(String from, List<Migration> all) {
    return all.stream()
        .filter(
            each ->
                each.name().equals(from)
                    || each.name().substring(0, each.name().indexOf('_')).equals(from)
                    || String.valueOf(each.number()).equals(from))
        .map(Migration::number)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    RefusalCode.TARGET_UNKNOWN,
                    "The parameter from names %s, but there is no such migration.%s"
                        .formatted(
                            UnsafeCharacters.escaped(from),
                            all.isEmpty()
                                ? ""
                                : " The latest is %s.".formatted(all.get(all.size() - 1).name()))));
  }

  /** How many migrations the upstream branch has; without one, or if it has all, all but one. */
  private int upstream(List<Migration> all) {
    MigrationsDirectory directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
    int shared =
        UpstreamBranch.allOf(directory.projectRoot(), directory.path(), reporter::warn).stream()
            .max(Comparator.comparing(UpstreamBranch::isDefault))
            .map(branch -> (int) all.stream().filter(each -> branch.holds(each.name())).count())
            .orElse(all.size());
    return shared < all.size() ? shared : Math.max(0, all.size() - 1);
  }

  /** Makes the database that the running version has, and returns the sessions in it. */
  private Sessions base(
      DatabaseHandle handle,
      ProofDatabase proof,
      CommittedHistory history,
      List<Migration> pending) {
    Sessions sessions = handle.sessions(proof.server());
    Set<String> schemas = new TreeSet<>(history.shape().schemasOfExistingTables());
    schemas.add(sessions.schema());
    proof.createSchemas(sessions, schemas);
    List<Migration> base =
        history.migrations().subList(0, history.migrations().size() - pending.size());
    if (!base.isEmpty()) {
      MigrationRun.ofAll(
              new CommittedHistory(base),
              handle.settings(),
              reporter,
              ProgressLines.ofSlowWork(reporter))
          .in(sessions);
    }
    return sessions;
  }

  private void judge(StatementProof.Outcome outcome) {
    StatementFindings findings =
        outcome
            .findings()
            .orElseThrow(
                () ->
                    new EnvironmentFailure(
                        RefusalCode.EMBEDDED_COMMAND_FAILED,
                        "The statements could not be checked: %s. Correct that, then run again."
                            .formatted(outcome.obstacle().orElseThrow())));
    reporter.info(BrokenStatementLines.summary(findings, DeployPhase.EXPAND));
    if (!findings.broken().isEmpty()) {
      throw new Refusal(
          RefusalCode.STATEMENTS_BREAK,
          "%s of the application would break between the phases.\n  %s\n%s"
              .formatted(
                  Plurals.count(findings.broken().size(), "statement"),
                  String.join("\n  ", BrokenStatementLines.list(findings.broken())),
                  WAYS_ON));
    }
  }
}
