package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.FreshDatabase;
import dev.kizaki.engine.jdbc.SeedTransaction;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectFiles;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.project.SeedFiles;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.statements.CollectedFile;
import java.util.Optional;

/** {@code start}: a migrated database for the tests of a build. */
public final class StartGoal {
  private final StartRequest request;
  private final Reporter reporter;

  public StartGoal(StartRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public StartedDatabase run() {
    if (!(request.database().location() instanceof DatabaseLocation.Embedded)) {
      throw new Refusal(
          RefusalCode.ONLY_EMBEDDED,
          """
          kizaki:start deletes and creates a database for tests, so it works only on the embedded \
          server, but another database is configured; leave out url, connectionString, serverId, \
          username and password.\
          """);
    }
    ProjectFiles files = ProjectFiles.sound(request.project());
    if (files.ahead()) {
      reportWarnings(files);
      throw new Refusal(RefusalCode.SCHEMA_AHEAD, SchemaDrift.AHEAD + "\n" + SchemaDrift.NEXT_STEP);
    }
    request.collectStatements().ifPresent(CollectedFile::requireReplaceable);
    DatabaseHandle handle =
        new DatabaseConnector(request.database(), reporter)
            .openForTests(request.collectStatements().isPresent());
    try {
      reportWarnings(files);
      return fill(files.history().orElseThrow(), handle);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private void reportWarnings(ProjectFiles files) {
    files.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
  }

  private StartedDatabase fill(CommittedHistory history, DatabaseHandle handle) {
    SeedFiles seeds = SeedFiles.read(request.project());
    FreshDatabase fresh = FreshDatabase.create(handle.server(), handle.sessions());
    Optional<StatementCollection> collection;
    try {
      MigrationRun.ofAll(history, request.database(), reporter, ProgressLines.ofSlowWork(reporter))
          .in(handle.sessions(fresh.server()));
      if (!history.migrations().isEmpty()) {
        SeedTransaction.run(
            handle.sessions(fresh.server()),
            seeds.statements(),
            "Correct the file and run the build again.");
        LocalRun.report(request.project(), seeds, reporter);
      }
      collection =
          request
              .collectStatements()
              .map(
                  file ->
                      StatementCollection.begin(
                          file, request.project(), history, handle.sessions(), fresh.name()));
    } catch (RuntimeException e) {
      fresh.close();
      throw e;
    }
    reporter.info(
        "Test database at %s: %s"
            .formatted(
                history.latest().map(Migration::name).orElse("no migration"),
                fresh.server().jdbcUrl()));
    return new StartedTestDatabase(fresh, handle, collection);
  }
}
