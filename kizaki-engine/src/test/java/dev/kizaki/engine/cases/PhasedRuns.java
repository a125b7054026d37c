package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.goal.AbortWork;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.postgres.PhaseGenerator;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.project.PhaseSql;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.DividedPlan;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementProof;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries out a migration in the two phases of a deploy, each stage by a run of its own. Between
 * the phases, the statements of both versions are run, and the first phase is taken back once.
 *
 * @param written the statements of the plan
 * @param whole the migration as it is applied without phases
 * @param before the shape that the old version knows
 * @param after the shape that the new version knows
 */
record PhasedRuns(
    List<PlanStatement> written,
    PlanPhases plan,
    SqlMigration whole,
    SqlPhases sql,
    Shape before,
    Shape after,
    Sessions sessions,
    Connection connection,
    String schema) {
  void run() throws SQLException {
    List<String> catalog = dump();
    prove(DeployPhase.EXPAND, VersionStatements.texts(before, schema), 0);
    prove(DeployPhase.EXPAND, VersionStatements.texts(after, schema), 0);
    assertThat(dump()).isEqualTo(catalog);
    apply(DeployPhase.EXPAND);
    new VersionStatements(before, schema).run(connection, "old");
    new VersionStatements(after, schema).run(connection, "new");
    boolean staysPartly = plan.expand().stream().anyMatch(AddEnumValue.class::isInstance);
    if (!staysPartly && isTakenBack()) {
      assertThat(dump()).noneMatch(line -> line.contains("~kz")).isEqualTo(catalog);
      apply(DeployPhase.EXPAND);
    }
    prove(DeployPhase.CONTRACT, VersionStatements.texts(after, schema), 1);
    apply(DeployPhase.CONTRACT);
    new VersionStatements(after, schema).run(connection, "new");
  }

  /** What runs between the phases and after them is foretold to work. */
  private void prove(DeployPhase phase, List<String> texts, int expanded) {
    StatementProof proof = new StatementProof(copies -> List.of(divided(copies)), expanded, phase);
    List<ApplicationStatement> statements =
        texts.stream().map(text -> new ApplicationStatement(text, "test", false, 0)).toList();
    assertThat(proof.of(statements, sessions))
        .isEqualTo(
            new StatementProof.Outcome(
                Optional.of(new StatementFindings(texts.size(), 0, List.of())), Optional.empty()));
  }

  private DividedPlan divided(String copies) {
    Shape end = Replay.run(plan.meanwhile(), plan.contract());
    return new DividedPlan(
        whole.name(),
        written,
        Oracle.NAMES,
        before,
        plan,
        plan.meanwhile(),
        after,
        new PhaseSql(copies, Oracle.NAMES, whole).of(before, plan, plan.meanwhile(), end));
  }

  private List<String> dump() throws SQLException {
    return Oracle.withoutSystemEntities(CatalogDump.of(connection, schema), plan.expand());
  }

  private void apply(DeployPhase phase) {
    boolean stopped = true;
    while (stopped) {
      try (Applier applier =
          Applier.open(sessions, "test", RetryPolicy.NORMAL, new Oracle.StoppedAfterOneStage())) {
        List<MigrationInProgress> known;
        try (ReadTransaction read = applier.read()) {
          known = applier.allInProgress();
        }
        applier.apply(List.of(sql), known, Takeovers.NONE, phase, OnlineSettings.AUTO);
        stopped = false;
      } catch (Oracle.Stopped e) {
        stopped = true;
      }
    }
  }

  /** What cannot be given back is refused. */
  private boolean isTakenBack() throws SQLException {
    List<String> expanded = dump();
    try (Abort abort = Abort.open(sessions, "another", RetryPolicy.NORMAL, new Oracle.Silent())) {
      MigrationInProgress begun = abort.allInProgress().get(0);
      abort.takeOver(begun);
      Stages stages = abort.stages(begun, Optional.of(sql.expand()));
      TakingBack back =
          new TakingBack(
              before,
              plan.expand(),
              schema,
              Oracle.NAMES,
              StatementProgress.of(stages, plan.expand().size(), begun.done(), false));
      AbortWork work;
      List<SqlStep> steps;
      try (ReadSession session = ReadSession.of(abort.read())) {
        work = AbortWork.of(begun, session, back, sql.expand(), true);
        steps =
            new ArrayList<>(
                PhaseGenerator.undoing(
                    sql.views(),
                    session.helpers(),
                    schema,
                    Stream.concat(plan.expand().stream(), plan.contract().stream()).findFirst()));
      }
      steps.addAll(work.steps());
      abort.run(sql.expand(), steps, work.left());
      return true;
    } catch (Refusal refusal) {
      assertThat(dump()).as(refusal.getMessage()).isEqualTo(expanded);
      return false;
    }
  }
}
