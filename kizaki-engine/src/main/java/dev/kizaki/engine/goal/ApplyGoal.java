package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.Database;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** {@code apply}: moves a database along the committed history. */
public final class ApplyGoal {
  static final String NOTHING = "Nothing to apply.";

  private final ApplyRequest request;
  private final Reporter reporter;

  public ApplyGoal(ApplyRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

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
    DatabaseConnector door = new DatabaseConnector(request.database());
    if (isDone(door)) {
      reporter.info(NOTHING);
      return new ApplyResult(List.of());
    }
    CommittedHistory history = requireApplicable();
    int last = target(history);
    List<String> applied =
        history.migrations().isEmpty() && !door.exists()
            ? List.of()
            : door.using(
                sessions ->
                    apply(
                        history,
                        last,
                        sessions,
                        request.database(),
                        request.allowDrift(),
                        patience(reporter),
                        new ProgressLines(reporter)));
    reporter.info(applied.isEmpty() ? NOTHING : "Done.");
    sayDrift(history);
    return new ApplyResult(applied);
  }

  /** Whether nothing changed since all was well, and the database has it all. */
  private boolean isDone(DatabaseConnector door) {
    Optional<CachedHistory> settled =
        request.target().isEmpty() && door.exists()
            ? CachedHistory.of(request.project())
            : Optional.empty();
    return settled
        .filter(
            history ->
                AppliedHistory.pending(door.applied(), history.committed(), door.isEmbedded())
                    .isEmpty())
        .isPresent();
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
                    "target names "
                        + UnsafeCharacters.escaped(name)
                        + ", and there is no such migration."
                        + history
                            .latest()
                            .map(latest -> " The latest is " + latest.name() + ".")
                            .orElse("")));
  }

  /** How often slow work is spoken of. */
  static RetryPolicy patience(Reporter reporter) {
    return reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
  }

  /**
   * Applies what a database lacks of a history.
   *
   * @param last the number of the last migration to apply
   * @param allowDrift whether to do so although the database is not what its migrations made
   * @return the names of those that were applied
   * @throws Refusal when the database's history is another one, it has drifted, Liquibase is in the
   *     middle of a migration, or one fails
   */
  static List<String> apply(
      CommittedHistory history,
      int last,
      Sessions sessions,
      Database database,
      boolean allowDrift,
      RetryPolicy patience,
      ApplyListener listener) {
    DatabaseInspector look = new DatabaseInspector(database);
    try (Applier applier = Applier.open(sessions, ToolVersion.get(), patience, listener)) {
      boolean embedded = database.location() instanceof Database.Embedded;
      AppliedHistory.pending(applier.applied(), history.committed(), embedded);
      List<SqlMigration> pending =
          history.after(applier.applied().size()).stream()
              .filter(migration -> migration.number() <= last)
              .map(new MigrationSql(history, database.schema())::of)
              .toList();
      if (pending.isEmpty()) {
        return List.of();
      }
      try (ReadSession session = ReadSession.open(sessions)) {
        refuseUnready(history, applier.applied(), look, session, allowDrift);
      }
      return applier.apply(pending);
    }
  }

  /**
   * Plans and their proofs speak of the database that the migrations made; of another one nobody
   * knows what they would do. One that Liquibase is at work on, or has left in the middle of a
   * migration, is another one, and no drift that could be allowed.
   */
  private static void refuseUnready(
      CommittedHistory history,
      List<AppliedMigration> applied,
      DatabaseInspector look,
      ReadSession session,
      boolean allowDrift) {
    List<AppliedMigration> now = session.applied();
    Optional<String> message =
        LiquibaseLines.refusal(session.liquibase(), now, history.committed());
    if (message.isEmpty() && now.size() != applied.size()) {
      message = Optional.of(LiquibaseLines.APPLIED_MEANWHILE);
    }
    if (message.isEmpty() && !allowDrift) {
      message = look.refusal(session, applied.size(), history);
    }
    message.ifPresent(
        text -> {
          throw new Refusal(text);
        });
  }

  /** A database can be moved along the history although the source is ahead of it. */
  private void sayDrift(CommittedHistory history) {
    if (!Files.isDirectory(request.project().schemaDirectory())) {
      return;
    }
    try {
      ProjectSchema schema = ProjectSchema.read(request.project());
      boolean drift = schema.files() > 0 && !history.agreesWith(schema.shape());
      if (drift) {
        reporter.warn(SchemaDrift.AHEAD);
        reporter.warn(SchemaDrift.WAY_ON);
      } else if (schema.files() > 0 && schema.warnings().isEmpty()) {
        CachedHistory.remember(request.project(), history);
      }
    } catch (Refusal refusal) {
      reporter.warn("The source schema has errors; run `mvn kizaki:validate` to see them.");
    }
  }
}
