package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code abort}: takes a migration back that runs in stages and is not finished. */
public final class AbortGoal {
  private final AbortRequest request;
  private final Reporter reporter;
  private final DatabaseConnector connector;

  public AbortGoal(AbortRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.connector = new DatabaseConnector(request.database(), reporter);
  }

  /**
   * What is to be done.
   *
   * @param kept what stays, as phrases
   * @param before the objects before the migration
   */
  private record Work(
      TakingBack.Commands commands,
      List<String> takenBack,
      List<String> kept,
      ExpectedCatalog before) {}

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    if (connector.exists()) {
      try (DatabaseHandle open = connector.open()) {
        run(history, open.sessions());
      }
    } else {
      reportNothing();
    }
  }

  private void run(CommittedHistory history, Sessions sessions) {
    RetryPolicy policy = reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
    try (Abort abort =
        Abort.open(sessions, ToolVersion.get(), policy, ProgressLines.ofSlowWork(reporter))) {
      Optional<MigrationInProgress> begun = abort.begun();
      if (begun.isEmpty()) {
        reportNothing();
        return;
      }
      AppliedHistory.requireBeginning(abort.applied(), history.committed(), connector.isEmbedded());
      MigrationSql sql = new MigrationSql(history, request.database().schema());
      Optional<Migration> next =
          history.after(abort.applied().size()).stream()
              .findFirst()
              .filter(each -> each.plan().isResolved());
      Stages stages = abort.stages(begun.get(), next.map(sql::of));
      abort(abort, begun.get(), stages, next.orElseThrow(), sql);
    }
  }

  private void abort(
      Abort abort,
      MigrationInProgress begun,
      Stages stages,
      Migration migration,
      MigrationSql sql) {
    StatementProgress progress =
        StatementProgress.of(
            stages, migration.plan().statements().size(), begun.done(), !begun.ended());
    TakingBack back =
        sql.takingBack(
            migration,
            progress.order(),
            progress.whole(),
            progress.together(),
            progress.begun(),
            progress.fills());
    Work work;
    try (ReadSession session = ReadSession.of(abort.read())) {
      work = work(session, back, stages.migration());
    }
    reporter.info(
        "Taking back %s, of which %d of %d stages are done."
            .formatted(begun.name(), begun.done(), begun.stages()));
    for (int i = work.takenBack().size() - 1; i >= 0; i--) {
      reporter.info("  " + work.takenBack().get(i));
    }
    work.kept().forEach(each -> reporter.info("Stays: %s.".formatted(each)));
    abort.run(stages.migration(), work.commands().steps(), work.before());
    reporter.info(
        work.kept().isEmpty()
            ? "Aborted %s: the database is as it was before.".formatted(begun.name())
            : "Aborted %s: the database is as it was before, but for what stays."
                .formatted(begun.name()));
  }

  private Work work(ReadSession session, TakingBack back, SqlMigration migration) {
    Set<Integer> held =
        session.countLosing(back.enumValues()).keySet().stream()
            .map(LossCount::statement)
            .collect(Collectors.toSet());
    Map<String, String> json = session.canonicalJson(back.jsonDefaults());
    TakingBack.Commands commands =
        back.commands(session.catalog(back.tables()), session.helpers(), held, json::get);
    if (!commands.impossible().isEmpty()) {
      throw impossible(migration, commands.impossible());
    }
    Map<LossCount, String> values = session.countLosing(back.values());
    if (!values.isEmpty() && !request.dropData()) {
      throw deletesValues(migration, values);
    }
    ExpectedCatalog before = back.expectedBefore();
    Map<String, String> jsonBefore = session.canonicalJson(before.jsonDefaults());
    return new Work(
        commands, back.takenBack(held), back.kept(held), before.withJson(jsonBefore::get));
  }

  private static Refusal impossible(SqlMigration migration, List<String> reasons) {
    List<String> lines = new ArrayList<>();
    lines.add("%s cannot be taken back, and nothing was changed:".formatted(migration.name()));
    reasons.forEach(each -> lines.add("  " + each));
    lines.add("Correct what stops the migration, and run `mvn kizaki:apply` to go on with it.");
    return new Refusal(RefusalCode.ABORT_IMPOSSIBLE, String.join("\n", lines));
  }

  private static Refusal deletesValues(SqlMigration migration, Map<LossCount, String> values) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "To take %s back would delete what was written since, and nothing was changed:"
            .formatted(migration.name()));
    values.forEach((count, phrase) -> lines.add("  `%s`: %s".formatted(count.migration(), phrase)));
    lines.add(
        """
        Run `mvn kizaki:abort -Dkizaki.dropData` to delete that, or `mvn kizaki:apply` to go on \
        with the migration.\
        """);
    return new Refusal(RefusalCode.ABORT_DELETES_VALUES, String.join("\n", lines));
  }

  private void reportNothing() {
    reporter.info("Nothing is in progress.");
  }
}
