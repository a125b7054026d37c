package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.postgres.ExpressionForms;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Migrates one database by one transition after the other. The rows of the first schema stay in it;
 * where they do not fit a later schema, the tables get new rows.
 */
final class HistoryRuns {
  private static final String DIGEST = "%064x";

  private final Oracle oracle;
  private final Connection connection;
  private final String schema;
  private final Sessions sessions;
  private final List<SqlMigration> migrations = new ArrayList<>();

  private HistoryRuns(Oracle oracle, Connection connection, Sessions sessions) {
    this.oracle = oracle;
    this.connection = connection;
    this.schema = oracle.schema();
    this.sessions = sessions;
  }

  /** After each transition, the database is as one that was made from its schema. */
  static void check(
      Oracle oracle, Connection connection, Sessions sessions, List<Oracle.Transition> transitions)
      throws SQLException {
    List<List<String>> direct = new ArrayList<>();
    for (Oracle.Transition each : transitions) {
      direct.add(oracle.direct(each));
    }
    HistoryRuns runs = new HistoryRuns(oracle, connection, sessions);
    oracle.makeBefore(transitions.get(0), runs.withValues(transitions.get(0)));
    runs.add(new SqlMigration(1, "0001_before", digest(1), Optional.empty(), List.of(), List.of()));
    for (int i = 0; i < transitions.size(); i++) {
      runs.check(transitions.get(i), direct.get(i));
    }
  }

  private static String digest(int number) {
    return DIGEST.formatted(number);
  }

  private void add(SqlMigration migration) {
    migrations.add(migration);
    apply();
  }

  private List<PlanStatement> withValues(Oracle.Transition transition) {
    return OpenValues.withValues(
        transition.statements(), transition.before(), transition.target(), schema);
  }

  private void check(Oracle.Transition transition, List<String> direct) throws SQLException {
    List<PlanStatement> statements = withValues(transition);
    removeRowsWithoutTarget(transition.before(), statements);
    int number = migrations.size() + 1;
    migrations.add(
        new SqlMigration(
            number,
            "%04d_step".formatted(number),
            digest(number),
            Optional.of(digest(number - 1)),
            PostgresGenerator.generate(transition.before(), statements, schema, Oracle.NAMES),
            Stream.concat(
                    ExpressionForms.after(statements, transition.target(), schema, Oracle.NAMES)
                        .stream(),
                    ObjectForms.after(statements, transition.target(), schema).stream())
                .toList()));
    KeptForms forms = new KeptForms(connection, sessions);
    Map<String, String> formsBefore = forms.live(transition.before());
    SurvivingRows rows = rows(transition, statements);
    try {
      apply();
    } catch (Refusal refusal) {
      giveNewRows(transition, statements);
      rows = rows(transition, statements);
      apply();
    }
    forms.check(transition.target(), formsBefore);
    assertThat(CatalogDump.of(connection, schema)).as("step %d", number - 1).isEqualTo(direct);
    assertThat(oracle.drift(transition.target())).isEmpty();
    rows.check(connection);
  }

  private SurvivingRows rows(Oracle.Transition transition, List<PlanStatement> statements)
      throws SQLException {
    return SurvivingRows.read(
        connection, transition.before(), transition.target(), statements, schema);
  }

  private void apply() {
    try (Applier applier =
        Applier.open(sessions, "test", RetryPolicy.NORMAL, new Oracle.Silent())) {
      applier.apply(
          migrations.subList(applier.applied().size(), migrations.size()),
          Takeovers.NONE,
          OnlineSettings.NEVER);
    }
  }

  /** No value of a new required reference would lead to a row. */
  private void removeRowsWithoutTarget(Shape before, List<PlanStatement> statements)
      throws SQLException {
    Set<String> empty = new HashSet<>();
    for (Entity each : before.entities()) {
      if (query("SELECT '' FROM %s LIMIT 1".formatted(table(each))).isEmpty()) {
        empty.add(each.name());
      }
    }
    while (true) {
      Set<String> found = new HashSet<>(OpenValues.needNoRows(statements, empty));
      found.removeAll(empty);
      if (found.isEmpty()) {
        return;
      }
      for (String each : found) {
        execute("TRUNCATE %s CASCADE".formatted(table(before.entity(each).orElseThrow())));
      }
      empty.addAll(found);
    }
  }

  private void giveNewRows(Oracle.Transition transition, List<PlanStatement> statements)
      throws SQLException {
    List<String> tables =
        query(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^pg_'"
                + " AND schemaname <> 'information_schema' AND tablename !~ '^__kizaki'");
    if (!tables.isEmpty()) {
      execute("TRUNCATE " + String.join(", ", tables) + " CASCADE");
    }
    Set<String> empty = Oracle.withoutRows(transition, statements);
    Optional<String> insert = GeneratedRows.insert(transition.before(), empty, schema);
    if (insert.isPresent()) {
      execute(insert.get());
    }
  }

  private String table(Entity entity) {
    return Quoting.qualified(schema, Oracle.NAMES.table(entity));
  }

  private List<String> query(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
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
