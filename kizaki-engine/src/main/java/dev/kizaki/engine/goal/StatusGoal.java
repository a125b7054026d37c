package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.changelogs.FoundChangelogs.Subject;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.DriftLines;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.Plurals;
import dev.kizaki.engine.report.StatementLines;
import dev.kizaki.engine.report.StatusJson;
import dev.kizaki.engine.report.StatusReport;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** {@code status}: what is committed, what is applied, where the source has drifted. */
public final class StatusGoal {
  private static final String NONE = "none";
  private static final String UNKNOWN_DATABASE = "unknown (no database)";
  private static final String UNREADABLE_DATABASE = "unknown (the database cannot be read)";

  private final StatusRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;

  private final StatusReport found = new StatusReport();

  /** The lines that stand behind the first three, each only when not all is fine. */
  private final List<String> lines = new ArrayList<>();

  private boolean drifted;

  /** What is said of the database where nothing is known of it. */
  private String unknown = UNKNOWN_DATABASE;

  public StatusGoal(StatusRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  public void run() {
    request.jsonFile().ifPresent(StatusJson::remove);
    CachedHistory.of(request.project()).ifPresentOrElse(this::settled, this::examine);
    lines.forEach(line -> line.lines().forEach(reporter::warn));
    database();
    request.jsonFile().ifPresent(this::write);
    if (!found.failures.isEmpty()) {
      throw new Refusal(String.join("\n", found.failures));
    }
  }

  private void write(Path file) {
    StatusJson.write(file, StatusJson.text(found, request.database().schema()));
    reporter.info("Status written to " + ProjectPaths.shown(request.project(), file));
  }

  /** Nothing changed since history and schema agreed: only the database is asked. */
  private void settled(CachedHistory history) {
    String applied =
        applied(history.committed(), number -> history.snapshot(request.project(), number));
    found.committed = Optional.of(history.latest().name());
    found.sourceDrift = Optional.of(List.of());
    reporter.info("Latest committed: " + history.latest().name());
    reporter.info("Latest applied: " + applied);
    reporter.info("Source drift: none");
    changelogs(history.committed().stream().map(Subject::of).toList());
  }

  private void examine() {
    ProjectSchema schema = ProjectSchema.read(request.project());
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    Optional<CommittedHistory> history = history();
    history.ifPresent(
        known ->
            ProjectPaths.requireSchemaFor(
                !known.migrations().isEmpty(), schema, request.project()));
    String applied =
        history
            .map(known -> applied(known.committed(), known::snapshot))
            .orElseGet(this::appliedByName);
    found.committed = history.flatMap(CommittedHistory::latest).map(Migration::name);
    reporter.info("Latest committed: " + committed(history));
    reporter.info("Latest applied: " + applied);
    history.ifPresentOrElse(
        known -> drift(known, schema.shape()),
        () -> reporter.info("Source drift: unknown (broken history)"));
    history.ifPresent(this::unresolved);
    if (lines.isEmpty() && !drifted && schema.warnings().isEmpty()) {
      history.ifPresent(known -> CachedHistory.remember(request.project(), known));
    }
    history.ifPresent(known -> changelogs(known.migrations().stream().map(Subject::of).toList()));
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
    found.history.add(problem);
    lines.add("History: " + problem);
    fail(FailOn.HISTORY, "The history is broken; see the line `History:` above.");
  }

  /**
   * What Liquibase has begun and not ended.
   *
   * @param committed the history; absent where it is broken
   */
  private void halfDone(Optional<List<CommittedMigration>> committed) {
    List<String> sentences =
        found
            .database
            .map(state -> LiquibaseLines.halfDone(state.liquibase(), state.applied(), committed))
            .orElse(List.of());
    if (!sentences.isEmpty()) {
      found.history.addAll(sentences);
      sentences.forEach(each -> lines.add("History: " + each));
      fail(FailOn.HISTORY, "A migration is half done; see the line `History:` above.");
    }
  }

  private boolean isHalfDone() {
    return found.database.filter(state -> !state.halfDone().isEmpty()).isPresent();
  }

  private void fail(FailOn state, String sentence) {
    if (request.failOn().contains(state)) {
      found.failures.add(sentence);
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

  private String applied(List<CommittedMigration> committed, IntFunction<Snapshot> snapshots) {
    look(database -> database.of(committed, snapshots));
    if (found.database.isEmpty()) {
      return unknown;
    }
    List<AppliedMigration> applied = found.database.get().applied();
    halfDone(Optional.of(committed));
    boolean embedded = new DatabaseConnector(request.database()).isEmbedded();
    try {
      pending(AppliedHistory.pending(applied, committed, embedded));
    } catch (Refusal mismatch) {
      history(mismatch.getMessage());
    }
    return found.database.get().latest().orElse(NONE);
  }

  private String appliedByName() {
    look(DatabaseInspector::withoutHistory);
    halfDone(Optional.empty());
    return found.database.map(state -> state.latest().orElse(NONE)).orElseGet(() -> unknown);
  }

  /** Looks at the database, unless it does not answer and nobody insists. */
  private void look(Function<DatabaseInspector, DatabaseStatus> how) {
    DatabaseInspector look = new DatabaseInspector(request.database());
    try {
      found.database = Optional.of(how.apply(look));
    } catch (EnvironmentFailure failure) {
      if (request.failOn().contains(FailOn.PENDING) || request.failOn().contains(FailOn.DATABASE)) {
        throw failure;
      }
      if (failure instanceof UnreadableDatabase) {
        unknown = UNREADABLE_DATABASE;
        lines.add("Database: " + failure.getMessage());
      }
    }
  }

  private void pending(List<CommittedMigration> pending) {
    List<String> names = pending.stream().map(CommittedMigration::name).toList();
    found.pending = Optional.of(names);
    if (!names.isEmpty()) {
      lines.add("Pending: " + String.join(", ", names));
      failOrSay(
          FailOn.PENDING,
          Plurals.count(names.size(), "migration")
              + " not applied; "
              + (isHalfDone() ? "see the line `History:` above." : "run `mvn kizaki:apply`."),
          lines::add);
    }
  }

  /** What the catalog has that the applied migrations did not make, and the reverse. */
  private void database() {
    if (found.database.isEmpty()) {
      return;
    }
    found
        .database
        .get()
        .lockHolder()
        .ifPresent(holder -> reporter.warn("Lock: held by " + holder.description()));
    found
        .database
        .get()
        .liquibase()
        .lock()
        .ifPresent(lock -> reporter.warn("Lock: Liquibase's, held by " + lock.description()));
    Optional<CatalogComparison> catalog = found.database.get().catalog();
    if (catalog.isEmpty()) {
      if (isHalfDone()) {
        fail(
            FailOn.DATABASE,
            "The database cannot be held against its migrations while one is half done.");
      } else if (!found.history.isEmpty()) {
        fail(FailOn.DATABASE, "The database cannot be held against a broken history.");
      }
      return;
    }
    DriftLines.of(catalog.get(), request.database().schema()).forEach(reporter::warn);
    if (!catalog.get().drift().isEmpty()) {
      failOrSay(
          FailOn.DATABASE,
          "The database is not what its migrations made. " + DriftLines.REMEDY,
          reporter::warn);
    }
    if (!catalog.get().unmanaged().isEmpty()) {
      reporter.info("Unmanaged: " + catalog.get().unmanagedText());
    }
  }

  /** Fails with the sentence at the end, or says it now as it fails nothing. */
  private void failOrSay(FailOn state, String sentence, Consumer<String> say) {
    if (request.failOn().contains(state)) {
      found.failures.add(sentence);
    } else {
      say.accept(sentence);
    }
  }

  private void drift(CommittedHistory history, Shape source) {
    if (history.agreesWith(source)) {
      found.sourceDrift = Optional.of(List.of());
      reporter.info("Source drift: none");
      return;
    }
    List<String> statements = SchemaDrift.statements(history, source);
    reporter.info("Source drift: " + Plurals.count(statements.size(), "change"));
    found.sourceDrift = Optional.of(statements);
    drifted = true;
    statements.forEach(each -> StatementLines.of(each).forEach(reporter::info));
    failOrSay(
        FailOn.DRIFT,
        "The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what it"
            + " writes.",
        reporter::info);
  }

  private void changelogs(List<Subject> subjects) {
    if (!FoundChangelogs.wanted(request.changelogs(), directory)) {
      return;
    }
    found.changelog.addAll(
        FoundChangelogs.of(directory, request.database().schema(), subjects).problems());
    found.changelog.forEach(problem -> lines.add("Changelog: " + problem));
    if (!found.changelog.isEmpty()) {
      failOrSay(
          FailOn.CHANGELOG,
          "The Liquibase changelogs are not those of the history; run `mvn kizaki:changelog` and"
              + " commit what it writes.",
          lines::add);
    }
  }

  private void unresolved(CommittedHistory history) {
    List<OpenQuestion> open = history.unresolved();
    found.unresolved.addAll(open);
    open.forEach(question -> lines.add("Unresolved: " + question));
    if (!open.isEmpty()) {
      fail(
          FailOn.UNRESOLVED,
          Plurals.count(open.size(), "open question")
              + " in the history; replace each [RESOLVE] in the plan, or answer with `mvn"
              + " kizaki:plan -Dkizaki.resolve=\"…\"`.");
    }
  }
}
