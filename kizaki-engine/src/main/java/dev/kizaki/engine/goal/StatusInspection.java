package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.changelogs.FoundChangelogs.Subject;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseIdentity;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.StatusReader;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.StatusDatabase;
import dev.kizaki.engine.report.StatusLines;
import dev.kizaki.engine.report.StatusReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects what {@code status} reports. It prints nothing and does not decide what is a failure.
 */
final class StatusInspection {
  private final StatusRequest request;
  private final Reporter reporter;
  private final HistoryFiles directory;

  StatusInspection(StatusRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory = CommittedHistory.files(request.project());
  }

  /**
   * The pending migrations, or why the database's history does not match the committed one; both
   * are absent if no database was read.
   */
  private record Comparison(Optional<List<String>> pending, Optional<String> mismatch) {
    static final Comparison NONE = new Comparison(Optional.empty(), Optional.empty());
  }

  /** A history, or why it cannot be read. */
  private record ReadHistory(Optional<CommittedHistory> history, Optional<String> problem) {}

  /**
   * @param warn receives the schema's warnings
   * @throws Refusal when the schema has errors
   */
  StatusReport run(Consumer<String> warn) {
    Optional<CachedHistory> cached = CachedHistory.of(request.project());
    if (cached.isPresent()) {
      return cached(cached.get());
    }
    ProjectSchema schema = ProjectSchema.read(request.project());
    schema.warnings().forEach(warning -> warning.lines().forEach(warn));
    ReadHistory read = history();
    return read.history()
        .map(history -> examined(history, schema))
        .orElseGet(() -> withoutHistory(read.problem()));
  }

  /**
   * No file has changed since a run found that history and schema agree: only reads the database.
   */
  private StatusReport cached(CachedHistory history) {
    StatusDatabase database =
        readDatabase(
            reader ->
                reader.of(
                    history.committed(),
                    history.snapshots(request.project()),
                    () -> CommittedHistory.of(request.project())));
    return report(history.committed(), database, withoutDrift(), List.of())
        .withChangelog(changelog(history.committed().stream().map(Subject::of).toList()));
  }

  /** Without sources, nobody knows whether the schema has drifted. */
  private Optional<List<String>> withoutDrift() {
    return request.project().packed().isPresent() ? Optional.empty() : Optional.of(List.of());
  }

  private StatusReport examined(CommittedHistory history, ProjectSchema schema) {
    ProjectPaths.requireSchemaFor(!history.migrations().isEmpty(), schema, request.project());
    StatusDatabase database =
        readDatabase(reader -> reader.of(history.committed(), history::snapshot, () -> history));
    List<String> drift =
        history.agreesWith(schema.shape())
            ? List.of()
            : SchemaDrift.statements(history, schema.shape());
    StatusReport report =
        report(history.committed(), database, Optional.of(drift), history.unresolved());
    if (report.agrees() && schema.warnings().isEmpty()) {
      CachedHistory.remember(request.project(), history);
    }
    return report.withChangelog(changelog(history.migrations().stream().map(Subject::of).toList()));
  }

  private StatusReport report(
      List<CommittedMigration> committed,
      StatusDatabase database,
      Optional<List<String>> drift,
      List<OpenQuestion> unresolved) {
    Comparison comparison =
        database.state().map(state -> compare(state, committed)).orElse(Comparison.NONE);
    Optional<String> latest =
        committed.isEmpty()
            ? Optional.empty()
            : Optional.of(committed.get(committed.size() - 1).name());
    return new StatusReport(
        latest,
        latest,
        Optional.empty(),
        halfDone(database, Optional.of(committed)),
        comparison.mismatch(),
        drift,
        comparison.pending(),
        unresolved,
        database,
        List.of());
  }

  private StatusReport withoutHistory(Optional<String> problem) {
    StatusDatabase database = readDatabase(StatusReader::withoutHistory);
    return new StatusReport(
        Optional.empty(),
        latestFolder(),
        problem,
        halfDone(database, Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        database,
        List.of());
  }

  private ReadHistory history() {
    try {
      return new ReadHistory(Optional.of(CommittedHistory.of(request.project())), Optional.empty());
    } catch (Refusal broken) {
      return new ReadHistory(Optional.empty(), Optional.of(broken.getMessage()));
    }
  }

  /** The latest migration by the names of the directories, which needs no readable history. */
  private Optional<String> latestFolder() {
    try {
      List<MigrationFiles> files = directory.list();
      return Optional.of(
          files.isEmpty() ? StatusLines.NONE : files.get(files.size() - 1).name().text());
    } catch (Refusal broken) {
      return Optional.empty();
    }
  }

  /** Reads the database, and reports which one it is. Keeps the reason if it cannot be read. */
  private StatusDatabase readDatabase(Function<StatusReader, DatabaseStatus> inspection) {
    AtomicReference<DatabaseIdentity> opened = new AtomicReference<>();
    StatusReader reader =
        new StatusReader(
            request.database(),
            new DatabaseConnector(request.database(), opened::set),
            request.compare());
    if (request.offline()) {
      return StatusDatabase.OFFLINE;
    }
    Optional<DatabaseStatus> state = Optional.empty();
    Optional<EnvironmentFailure> failure = Optional.empty();
    try {
      state = Optional.of(inspection.apply(reader));
    } catch (EnvironmentFailure unusable) {
      if (unusable.code() == RefusalCode.PACKED_HISTORY) {
        throw unusable; // the history cannot be used, and not the database
      }
      failure = Optional.of(unusable);
    }
    Optional<DatabaseIdentity> identity = Optional.ofNullable(opened.get());
    identity.ifPresent(each -> reporter.database(each.line()));
    return new StatusDatabase(identity, state, failure);
  }

  private Comparison compare(DatabaseStatus state, List<CommittedMigration> committed) {
    boolean embedded = request.database().location() instanceof DatabaseLocation.Embedded;
    try {
      List<String> pending =
          AppliedHistory.pending(
                  state.applied(), committed, HistoryAdvice.of(embedded, request.project()))
              .stream()
              .map(CommittedMigration::name)
              .filter(name -> state.expanded().stream().noneMatch(each -> each.name().equals(name)))
              .toList();
      return new Comparison(Optional.of(pending), Optional.empty());
    } catch (Refusal mismatch) {
      return new Comparison(Optional.empty(), Optional.of(mismatch.getMessage()));
    }
  }

  /**
   * @param committed the history; absent if it cannot be read
   */
  private List<String> halfDone(
      StatusDatabase database, Optional<List<CommittedMigration>> committed) {
    LiquibaseLines.Irreversible irreversible =
        committed.isEmpty()
            ? LiquibaseLines.Irreversible.UNKNOWN
            : migration ->
                new MigrationSql(
                        CommittedHistory.of(request.project()), request.database().schema())
                    .irreversible(migration);
    return database
        .state()
        .map(
            state ->
                LiquibaseLines.halfDone(
                    state.liquibase(), state.applied(), committed, irreversible))
        .orElse(List.of());
  }

  private List<String> changelog(List<Subject> subjects) {
    return FoundChangelogs.wanted(request.changelogs(), directory)
        ? FoundChangelogs.of(directory, request.database().schema(), subjects).problems()
        : List.of();
  }
}
