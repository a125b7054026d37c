package dev.kizaki.engine;

import dev.kizaki.engine.StatusRequest.FailOn;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.AppliedHistory;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.CommittedMigration;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code status}: what is committed, what is applied, where the source has drifted. */
final class StatusGoal {
  private static final String NONE = "none";

  private final StatusRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;

  /** What fails the build, in the order it was found. */
  private final List<String> failures = new ArrayList<>();

  /** The lines that stand behind the first three, each only when not all is fine. */
  private final List<String> lines = new ArrayList<>();

  private boolean drifted;

  StatusGoal(StatusRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  void run() {
    SettledHistory.of(request.project()).ifPresentOrElse(this::settled, this::examine);
    lines.forEach(line -> line.lines().forEach(reporter::warn));
    if (!failures.isEmpty()) {
      throw new Refusal(String.join("\n", failures));
    }
  }

  /** Nothing changed since history and schema agreed: only the database is asked. */
  private void settled(SettledHistory history) {
    String applied = applied(history.committed());
    reporter.info("Latest committed: " + history.latest().name());
    reporter.info("Latest applied: " + applied);
    reporter.info("Source drift: none");
  }

  private void examine() {
    SchemaSource schema = SchemaSource.read(request.project());
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    Optional<CommittedHistory> history = history();
    history.ifPresent(
        known ->
            Sources.requireSchemaFor(!known.migrations().isEmpty(), schema, request.project()));
    String applied =
        history.map(CommittedHistory::committed).map(this::applied).orElseGet(this::appliedByName);
    reporter.info("Latest committed: " + committed(history));
    reporter.info("Latest applied: " + applied);
    history.ifPresentOrElse(
        known -> drift(known, schema.shape()),
        () -> reporter.info("Source drift: unknown (broken history)"));
    history.ifPresent(this::unresolved);
    if (lines.isEmpty() && !drifted && schema.warnings().isEmpty()) {
      history.ifPresent(known -> SettledHistory.remember(request.project(), known));
    }
  }

  private Optional<CommittedHistory> history() {
    try {
      return Optional.of(CommittedHistory.read(directory));
    } catch (Refusal broken) {
      history(broken.getMessage());
      return Optional.empty();
    }
  }

  private void history(String problem) {
    lines.add("History: " + problem);
    fail(FailOn.HISTORY, "The history is broken; see the line `History:` above.");
  }

  private void fail(FailOn state, String sentence) {
    if (request.failOn().contains(state)) {
      failures.add(sentence);
    }
  }

  /** The latest by its name, even where the history cannot be understood. */
  private String committed(Optional<CommittedHistory> history) {
    if (history.isPresent()) {
      return history.get().latest().map(Migration::name).orElse(NONE);
    }
    try {
      List<MigrationFiles> files = directory.list();
      return files.isEmpty() ? NONE : files.get(files.size() - 1).name().text();
    } catch (Refusal broken) {
      return "unknown (broken history)";
    }
  }

  private String applied(List<CommittedMigration> committed) {
    Optional<List<AppliedMigration>> applied = rows();
    if (applied.isEmpty()) {
      return "unknown (no database)";
    }
    boolean embedded = new DatabaseDoor(request.database()).isEmbedded();
    try {
      pending(AppliedHistory.pending(applied.get(), committed, embedded));
    } catch (Refusal mismatch) {
      history(mismatch.getMessage());
    }
    return latest(applied.get());
  }

  private String appliedByName() {
    return rows().map(StatusGoal::latest).orElse("unknown (no database)");
  }

  private static String latest(List<AppliedMigration> applied) {
    return applied.isEmpty() ? NONE : applied.get(applied.size() - 1).name();
  }

  /** The database's rows; absent where it does not answer and nobody insists. */
  private Optional<List<AppliedMigration>> rows() {
    try {
      return Optional.of(new DatabaseDoor(request.database()).applied());
    } catch (EnvironmentFailure unreachable) {
      if (request.failOn().contains(FailOn.PENDING) || request.failOn().contains(FailOn.DATABASE)) {
        throw unreachable;
      }
      return Optional.empty();
    }
  }

  private void pending(List<CommittedMigration> pending) {
    if (!pending.isEmpty()) {
      lines.add(
          "Pending: "
              + pending.stream().map(CommittedMigration::name).collect(Collectors.joining(", ")));
      fail(
          FailOn.PENDING,
          Words.count(pending.size(), "migration") + " not applied; run `mvn kizaki:apply`.");
    }
  }

  private void drift(CommittedHistory history, Shape source) {
    Shape committed = history.shape();
    if (history.agreesWith(source)) {
      reporter.info("Source drift: none");
      return;
    }
    List<String> statements =
        PlanPrinter.items(
            new Plan(
                "",
                Planner.plan(
                        committed,
                        source,
                        Answers.none(),
                        List.of(),
                        history.migrations().isEmpty())
                    .lines()));
    reporter.info("Source drift: " + Words.count(statements.size(), "change"));
    drifted = true;
    statements.forEach(each -> StatementLines.of(each).forEach(reporter::info));
    fail(
        FailOn.DRIFT,
        "The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what it"
            + " writes.");
  }

  private void unresolved(CommittedHistory history) {
    List<OpenQuestion> open = history.unresolved();
    open.forEach(question -> lines.add("Unresolved: " + question));
    if (!open.isEmpty()) {
      fail(
          FailOn.UNRESOLVED,
          Words.count(open.size(), "open question")
              + " in the history; replace each [RESOLVE] in the plan, or answer with `mvn"
              + " kizaki:plan -Dkizaki.resolve=\"…\"`.");
    }
  }
}
