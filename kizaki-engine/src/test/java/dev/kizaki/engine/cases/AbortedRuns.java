package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.goal.AbortWork;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.sql.CarriedOut;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Interrupts a migration before each of its stages but the first, and takes it back. A stage that
 * is not a transaction is interrupted once more when its work is done and not recorded.
 */
final class AbortedRuns {
  private final Oracle.Planned planned;
  private final Sessions sessions;
  private final Connection connection;
  private final String schema;
  private final Preparation preparation;
  private final Set<String> refused = new LinkedHashSet<>();
  private Optional<Stages> stages = Optional.empty();
  private List<String> catalog = List.of();
  private List<String> rows = List.of();
  private boolean prepared;

  AbortedRuns(
      Oracle.Planned planned,
      Sessions sessions,
      Connection connection,
      String schema,
      Preparation preparation) {
    this.planned = planned;
    this.sessions = sessions;
    this.connection = connection;
    this.schema = schema;
    this.preparation = preparation;
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
   * Takes the migration back at each point. At the end it is applied as a whole, often to a
   * database in which it was taken back.
   *
   * @return the lines of the refusals
   */
  Set<String> run() throws SQLException {
    boolean more = true;
    for (int stage = 2; more; stage++) {
      prepare();
      more = isStoppedBefore(stage);
      if (more) {
        takeBack("before stage %d (%s)".formatted(stage, doing(stage)));
        Stage next = stages.orElseThrow().list().get(stage - 1);
        if (!(next instanceof Stage.Transaction)) {
          prepare();
          isStoppedBefore(stage);
          workWithoutRecord(stage, next);
          takeBack("in stage %d (%s)".formatted(stage, doing(stage)));
        }
      }
    }
    return refused;
  }

  private String doing(int stage) {
    return stages.orElseThrow().list().get(stage - 1).doing();
  }

  /** The database is as before the migration, unless something stayed or was refused. */
  private void prepare() throws SQLException {
    if (!prepared) {
      preparation.run();
      catalog = dump();
      rows = rows();
      prepared = true;
    }
  }

  /** Applies the migration up to a stage, or as a whole if it has fewer stages. */
  private boolean isStoppedBefore(int stage) {
    try (Applier applier =
        Applier.open(sessions, "test", RetryPolicy.NORMAL, new StoppedBefore(stage))) {
      List<SqlMigration> all = planned.migrations();
      applier.apply(
          all.subList(applier.applied().size(), all.size()), Takeovers.NONE, OnlineSettings.ALWAYS);
      return false;
    } catch (Stopped e) {
      return true;
    }
  }

  private void workWithoutRecord(int number, Stage stage) throws SQLException {
    execute(
        stage instanceof Stage.Concurrent concurrent
            ? concurrent.command().text()
            : ((Stage.Fill) stage).fill().command().text());
    execute(
        "update %s set stage = %d, ended = false"
            .formatted(Quoting.qualified(schema, "__kizaki_step"), number));
  }

  private void takeBack(String when) throws SQLException {
    List<String> begun = dump();
    Optional<List<String>> kept;
    try {
      kept = Optional.of(abort());
    } catch (Refusal refusal) {
      kept = Optional.empty();
      assertThat(dump()).as("refused " + when).isEqualTo(begun);
      List<String> lines = refusal.getMessage().lines().toList();
      refused.addAll(lines.subList(1, lines.size() - 1).stream().map(String::strip).toList());
    }
    if (kept.isPresent()) {
      boolean enumStays = kept.get().stream().anyMatch(each -> each.startsWith("the value of"));
      Predicate<String> compared = line -> !(enumStays && line.startsWith("enum "));
      assertThat(dump().stream().filter(compared).toList())
          .as(when)
          .noneMatch(line -> line.contains("~kz"))
          .isEqualTo(catalog.stream().filter(compared).toList());
      if (kept.get().isEmpty()) {
        assertThat(rows()).as(when).isEqualTo(rows);
      }
    }
    prepared = kept.filter(List::isEmpty).isPresent();
  }

  /**
   * @return what stays
   */
  private List<String> abort() {
    try (Abort abort = Abort.open(sessions, "another", RetryPolicy.NORMAL, new Oracle.Silent())) {
      MigrationInProgress begun = abort.allInProgress().get(0);
      abort.takeOver(begun);
      SqlMigration migration = planned.migrations().get(abort.applied().size());
      Stages cut = abort.stages(begun, Optional.of(migration));
      CarriedOut carriedOut =
          StatementProgress.of(cut, planned.statements().size(), begun.done(), !begun.ended());
      TakingBack back =
          new TakingBack(planned.before(), planned.statements(), schema, Oracle.NAMES, carriedOut);
      AbortWork work;
      try (ReadSession session = ReadSession.of(abort.read())) {
        work = AbortWork.of(begun, session, back, migration, false);
      }
      abort.run(migration, work.steps(), work.left());
      assertThat(abort.allInProgress()).isEmpty();
      return work.kept();
    }
  }

  private List<String> dump() throws SQLException {
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
