package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a migration in stages up to one of them, and takes it back. */
final class AbortedRuns {
  private final Sessions sessions;
  private final Connection connection;
  private final String schema;
  private Optional<Stages> stages = Optional.empty();

  AbortedRuns(Sessions sessions, Connection connection, String schema) {
    this.sessions = sessions;
    this.connection = connection;
    this.schema = schema;
  }

  /** Makes the database as it is before the migration. */
  @FunctionalInterface
  interface Preparation {
    void run() throws SQLException;
  }

  /** Ends the run before a stage. */
  private final class StoppedBefore extends Oracle.Silent {
    private final int stage;

    StoppedBefore(int stage) {
      this.stage = stage;
    }

    @Override
    public void stage(Stages all, int number) {
      stages = Optional.of(all);
      if (number == stage) {
        throw new Stopped();
      }
    }
  }

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Checks each point at which the migration can be interrupted.
   *
   * @return how often it was taken back
   */
  int check(Oracle.Planned planned, Preparation preparation) throws SQLException {
    int aborted = 0;
    boolean more = hasOnlineForms(planned);
    for (int stage = 2; more; stage++) {
      more = aborted(planned, stage, false, preparation);
      if (more) {
        aborted++;
        if (!(stages.orElseThrow().list().get(stage - 1) instanceof Stage.Transaction)) {
          aborted(planned, stage, true, preparation);
          aborted++;
        }
      }
    }
    return aborted;
  }

  private static boolean hasOnlineForms(Oracle.Planned planned) {
    return planned.migrations().stream()
        .flatMap(each -> each.steps().stream())
        .anyMatch(step -> step instanceof SqlCommand command && command.online().isPresent());
  }

  private boolean aborted(
      Oracle.Planned planned, int stage, boolean inside, Preparation preparation)
      throws SQLException {
    preparation.run();
    List<String> catalog = dump(planned);
    List<String> rows = rows();
    if (!isStopped(planned, stage)) {
      return false;
    }
    check(planned, stage, inside, catalog, rows);
    return true;
  }

  private boolean isStopped(Oracle.Planned planned, int stage) {
    try (Applier applier =
        Applier.open(sessions, "test", RetryPolicy.NORMAL, new StoppedBefore(stage))) {
      applier.apply(planned.migrations(), Takeovers.NONE, OnlineSettings.ALWAYS);
      return false;
    } catch (Stopped e) {
      return true;
    }
  }

  /**
   * @param inside whether the work of the stage is done, and the run ends before that is recorded
   */
  private void check(
      Oracle.Planned planned, int number, boolean inside, List<String> catalog, List<String> rows)
      throws SQLException {
    Stage stage = stages.orElseThrow().list().get(number - 1);
    if (inside) {
      execute(
          stage instanceof Stage.Concurrent concurrent
              ? concurrent.command().text()
              : ((Stage.Fill) stage).fill().command().text());
      execute(
          "update %s set stage = %d, ended = false"
              .formatted(Quoting.qualified(schema, "__kizaki_step"), number));
    }
    Optional<List<String>> kept = abort(planned);
    if (kept.isPresent()) {
      assertThat(dump(planned))
          .as("stage %d (%s), inside: %s", number, stage.doing(), inside)
          .noneMatch(line -> line.contains("~kz"))
          .isEqualTo(catalog);
      if (kept.get().isEmpty()) {
        assertThat(rows()).isEqualTo(rows);
      }
    }
  }

  /**
   * @return what stays; absent if it could not be taken back
   */
  private Optional<List<String>> abort(Oracle.Planned planned) {
    try (Abort abort = Abort.open(sessions, "another", RetryPolicy.NORMAL, new Oracle.Silent())) {
      MigrationInProgress begun = abort.begun().orElseThrow();
      SqlMigration migration = planned.migrations().get(abort.applied().size());
      Stages cut = abort.stages(begun, Optional.of(migration));
      StatementProgress progress =
          StatementProgress.of(cut, planned.statements().size(), begun.done(), !begun.ended());
      TakingBack back =
          new TakingBack(
              planned.before(),
              planned.statements(),
              schema,
              Oracle.NAMES,
              progress.whole(),
              progress.begun(),
              progress.fills());
      TakingBack.Commands commands;
      Set<Integer> held;
      try (ReadSession session = ReadSession.of(abort.read())) {
        held =
            session.countLosing(back.enumValues()).keySet().stream()
                .map(LossCount::statement)
                .collect(Collectors.toSet());
        assertThat(session.countLosing(back.values())).isNotNull();
        Map<String, String> json = session.canonicalJson(back.jsonDefaults());
        commands =
            back.commands(session.catalog(back.tables()), session.helpers(), held, json::get);
      }
      if (!commands.impossible().isEmpty()) {
        return Optional.empty();
      }
      abort.run(migration, commands.steps());
      assertThat(abort.begun()).isEmpty();
      return Optional.of(back.kept(held));
    }
  }

  private List<String> dump(Oracle.Planned planned) throws SQLException {
    return Oracle.withoutSystemEntities(CatalogDump.of(connection, schema), planned.statements());
  }

  /** The rows of all tables, as JSON, which has the columns in an order of its own. */
  private List<String> rows() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                select format('select %L, to_jsonb(t) from %I.%I t order by 2', c.relname,
                  n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname = '%s' and c.relname !~ '^__' order by c.relname\
                """
                    .replace("%s", schema.replace("'", "''")))) {
      while (result.next()) {
        tables.add(result.getString(1));
      }
    }
    List<String> rows = new ArrayList<>();
    for (String query : tables) {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          rows.add(result.getString(1) + " " + result.getString(2));
        }
      }
    }
    return rows;
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(command);
    }
  }
}
