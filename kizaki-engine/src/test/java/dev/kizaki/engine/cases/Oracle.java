package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.FillProgress;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.apply.StepProgress;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.read.ColumnObstacleReader;
import dev.kizaki.engine.catalog.read.TableFactsReader;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.postgres.ExpressionForms;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.postgres.RollbackGenerator;
import dev.kizaki.engine.postgres.RollbackGenerator.Rollback;
import dev.kizaki.engine.postgres.StagedOrder;
import dev.kizaki.engine.project.PhaseSql;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.takeover.Takeovers;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The oracle: a database that was migrated by a plan equals a database that was made from the new
 * schema directly, and its rows survive. It uses one database of a server, which it empties before
 * every transition.
 */
final class Oracle implements AutoCloseable {
  static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);
  private static final String DIGEST = "%064x";

  /** The users' table is never dropped. */
  private static final String USER = "__user";

  /** Settings of others on all columns, indexes and constraints. */
  private static final String SETTINGS =
      """
      do $$
      declare
        each record;
      begin
        for each in select c.oid::regclass as relation, a.attname as name
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind = 'r' and a.attnum > 0
        loop
          execute format('comment on column %s.%I is %L', each.relation, each.name,
            'column ' || each.name);
          execute format('alter table %s alter %I set statistics 77, alter %2$I set (n_distinct = 5)',
            each.relation, each.name);
          execute format('grant select (%I), update (%1$I) on %s to pg_monitor with grant option',
            each.name, each.relation);
        end loop;
        for each in select c.oid::regclass as relation, c.relname as name
          from pg_class c
          where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind = 'i'
        loop
          execute format('comment on index %s is %L', each.relation, 'index ' || each.name);
          execute format('alter index %s set (fillfactor = 71)', each.relation);
        end loop;
        for each in select c.oid::regclass as relation, n.conname as name
          from pg_constraint n join pg_class c on c.oid = n.conrelid
          where c.relnamespace = quote_ident(current_schema())::regnamespace and n.contype in ('f', 'c')
        loop
          execute format('comment on constraint %I on %s is %L', each.name, each.relation,
            'constraint ' || each.name);
        end loop;
      end $$\
      """;

  private final TestDatabase database;
  private final Connection connection;
  private final String schema;

  /** What has made the catalog of the last new schema, and its lines. */
  private List<String> directCommands = List.of();

  private List<String> direct = List.of();

  /** A separate session for the test. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  String schema() {
    return schema;
  }

  /**
   * @param schema the PostgreSQL schema of the tables
   */
  Oracle(int major, String schema) throws SQLException {
    this.database = PostgresServers.version(major).freshDatabase();
    this.schema = schema;
    this.connection = database.connect();
  }

  /** A transition between two shapes, with the rows that exist before it. */
  record Transition(
      Shape before,
      Shape target,
      List<PlanStatement> statements,
      List<String> setup,
      Set<String> withoutRows,
      List<String> rows,
      List<String> checks) {
    static Transition of(Shape before, Shape target, List<PlanStatement> statements) {
      return new Transition(before, target, statements, List.of(), Set.of(), List.of(), List.of());
    }
  }

  /**
   * The migrations of a transition.
   *
   * @param migrations the last one contains the statements
   */
  record Planned(List<SqlMigration> migrations, Shape before, List<PlanStatement> statements) {}

  /** Runs migrations: {@code apply} or Liquibase. */
  interface Runner {
    void run(Planned planned) throws SQLException;

    /** Rolls back the last migration. */
    void rollBack(Planned planned, List<Rollback> rollbacks) throws SQLException;

    /** Tries to roll back a migration that has no rollback; it must fail. */
    void failToRollBack(Planned planned);
  }

  /** Runs a transition by {@code apply} and checks it. */
  void check(Transition transition) throws SQLException {
    check(transition, new ApplierRuns());
  }

  /** Runs a transition by the given runner and checks it. */
  void check(Transition transition, Runner runner) throws SQLException {
    List<PlanStatement> statements =
        OpenValues.withValues(
            transition.statements(), transition.before(), transition.target(), schema);
    List<String> direct = direct(transition);

    makeBefore(transition, statements);
    SurvivingRows rows =
        SurvivingRows.read(
            connection, transition.before(), transition.target(), statements, schema);
    List<String> before = CatalogDump.of(connection, schema);
    Planned planned =
        new Planned(
            migrations(
                transition.before(),
                statements,
                Stream.concat(
                        ExpressionForms.after(statements, transition.target(), schema, NAMES)
                            .stream(),
                        ObjectForms.after(statements, transition.target(), schema).stream())
                    .toList()),
            transition.before(),
            statements);
    KeptForms forms = new KeptForms(connection, sessions());
    Map<String, String> formsBefore = forms.live(transition.before());
    runner.run(planned);
    forms.check(transition.target(), formsBefore);
    assertThat(CatalogDump.of(connection, schema)).isEqualTo(direct);
    assertThat(drift(transition.target())).isEmpty();
    rows.check(connection);
    for (String check : transition.checks()) {
      String[] parts = check.split(" => ", 2);
      assertThat(answer(parts[0])).as(parts[0]).isEqualTo(parts[1]);
    }
    rollBack(planned, runner, before);
  }

  /**
   * If all statements have rollbacks, running them in reverse order restores the state before the
   * plan, except where the rows may refuse it.
   */
  private void rollBack(Planned planned, Runner runner, List<String> before) throws SQLException {
    List<Rollback> rollbacks =
        RollbackGenerator.generate(planned.before(), planned.statements(), schema, NAMES);
    if (rollbacks.stream().anyMatch(each -> each.lost().isPresent())) {
      runner.failToRollBack(planned);
      return;
    }
    try {
      runner.rollBack(planned, rollbacks);
    } catch (SQLException | RuntimeException error) {
      if (RefusedRollback.isAllowed(planned.statements(), error)) {
        return;
      }
      throw error;
    }
    assertThat(withoutSystemEntities(CatalogDump.of(connection, schema), planned.statements()))
        .isEqualTo(withoutSystemEntities(before, planned.statements()));
  }

  /** No rollback drops the table of the user, the stub of an external table, or an extension. */
  static List<String> withoutSystemEntities(List<String> lines, List<PlanStatement> statements) {
    List<String> tables = new ArrayList<>(List.of(USER));
    statements.stream()
        .filter(AddSystemEntity.class::isInstance)
        .flatMap(each -> ((AddSystemEntity) each).systemEntity().table().stream())
        .map(each -> each.table().replace("\"", "\"\""))
        .forEach(tables::add);
    return lines.stream()
        .filter(line -> !line.startsWith("extension "))
        .filter(line -> tables.stream().noneMatch(line::contains) || line.contains("FOREIGN KEY"))
        .filter(line -> !line.contains(USER))
        .toList();
  }

  /** A text that can name the schema of the tables, as it is for the usual schema. */
  String inPublic(String text) {
    String name = Quoting.identifier(schema);
    String inPublic = Quoting.identifier("public");
    return text.replace(name, inPublic)
        .replace(name.replace("'", "''"), inPublic)
        .replace(inPlan(name), inPlan(inPublic));
  }

  /** A text as it stands inside the quotes of a plan. */
  private static String inPlan(String text) {
    return text.replace("\"", "\\\"");
  }

  /** The message of a transition that must be refused; checks that nothing has changed. */
  String refusal(Transition transition) throws SQLException {
    List<PlanStatement> statements = transition.statements();
    makeBefore(transition, statements);
    List<String> before = CatalogDump.of(connection, schema);
    try {
      apply(migrations(transition.before(), statements, List.of()));
    } catch (Refusal refusal) {
      assertThat(CatalogDump.of(connection, schema)).isEqualTo(before);
      return inPublic(refusal.getMessage()) + "\n";
    }
    throw new AssertionError("the migration was applied");
  }

  /**
   * Runs a transition command by command, as a role with exactly the declared rights, and compares
   * the observed footprint of each command with the declared one.
   */
  void checkFootprints(Transition transition) throws SQLException {
    List<PlanStatement> statements =
        OpenValues.withValues(
            transition.statements(), transition.before(), transition.target(), schema);
    makeBefore(transition, statements);
    analyse();
    List<SqlCommand> commands =
        PostgresGenerator.generate(transition.before(), statements, schema, NAMES).stream()
            .filter(SqlCommand.class::isInstance)
            .map(SqlCommand.class::cast)
            .toList();
    new DeclaredFootprints(connection).check(commands);
  }

  /**
   * The same for the commands of the stages, if there are any. Rows are written by one command, not
   * in batches.
   */
  void checkFootprintsOfStages(Transition transition) throws SQLException {
    List<PlanStatement> statements =
        OpenValues.withValues(
            transition.statements(), transition.before(), transition.target(), schema);
    makeBefore(transition, statements);
    analyse();
    List<SqlMigration> migrations = migrations(transition.before(), statements, List.of());
    SqlMigration migration = migrations.get(migrations.size() - 1);
    DeclaredFootprints declared = new DeclaredFootprints(connection);
    execute(List.of("SET ROLE " + DeclaredFootprints.ROLE));
    OnlineChoice.Facts facts =
        new OnlineChoice.Facts(
            TableFactsReader.read(connection, OnlineChoice.tables(migration)),
            ColumnObstacleReader.read(connection, OnlineChoice.columns(migration)));
    execute(List.of("RESET ROLE"));
    Set<Integer> chosen = OnlineChoice.of(migration, OnlineSettings.ALWAYS, facts).online();
    if (!chosen.isEmpty()) {
      declared.check(Stages.of(migration, chosen));
    }
  }

  /**
   * Collects statistics, so that PostgreSQL's plan for checking a foreign key reads both tables.
   */
  private void analyse() throws SQLException {
    List<String> commands = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT format('ANALYZE %I.%I', schemaname, tablename) FROM pg_tables"
                    + " WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'")) {
      while (tables.next()) {
        commands.add(tables.getString(1));
      }
    }
    execute(commands);
  }

  /** The catalog that the new schema leads to directly. The answers to a plan rarely change it. */
  List<String> direct(Transition transition) throws SQLException {
    List<String> commands = new ArrayList<>(transition.setup());
    commands.addAll(commands(Shape.empty(), initial(transition.target())));
    if (!commands.equals(directCommands)) {
      reset(List.of());
      connection.setAutoCommit(false);
      try {
        run(commands);
        direct = CatalogDump.of(connection, schema);
      } finally {
        connection.rollback(); // cheaper than dropping all of it
        connection.setAutoCommit(true);
      }
      directCommands = List.copyOf(commands);
    }
    return direct;
  }

  void makeBefore(Transition transition, List<PlanStatement> statements) throws SQLException {
    reset(transition.setup());
    execute(commands(Shape.empty(), initial(transition.before())));
    Set<String> empty = withoutRows(transition, statements);
    Optional<String> insert = GeneratedRows.insert(transition.before(), empty, schema);
    execute(insert.stream().toList());
    execute(transition.rows());
  }

  /**
   * The entities without rows: those of the transition, and those that new references require to be
   * empty.
   */
  static Set<String> withoutRows(Transition transition, List<PlanStatement> statements) {
    Set<String> empty = new HashSet<>(transition.withoutRows());
    boolean grows = true;
    while (grows) {
      Set<String> without = GeneratedRows.withoutRows(transition.before(), empty);
      grows = empty.addAll(OpenValues.needNoRows(statements, without));
    }
    return empty;
  }

  static List<PlanStatement> initial(Shape shape) {
    return new Plan(
            "0001_before",
            Planner.plan(Shape.empty(), shape, Answers.none(), List.of(), true).lines())
        .statements();
  }

  private List<String> commands(Shape base, List<PlanStatement> statements) {
    return texts(PostgresGenerator.generate(base, statements, schema, NAMES));
  }

  private static List<String> texts(List<SqlStep> steps) {
    return steps.stream()
        .filter(SqlCommand.class::isInstance)
        .map(step -> ((SqlCommand) step).text())
        .toList();
  }

  /** The migration, preceded by an initial migration that represents the existing schema. */
  private List<SqlMigration> migrations(
      Shape before, List<PlanStatement> statements, List<PrintedForm> forms) {
    String first = DIGEST.formatted(1);
    List<SqlStep> steps = PostgresGenerator.generate(before, statements, schema, NAMES);
    List<Integer> order = StagedOrder.of(before, statements, schema, NAMES, steps);
    return before.isEmpty()
        ? List.of(
            new SqlMigration(1, "0001_after", first, Optional.empty(), steps, forms)
                .withStagedOrder(order))
        : List.of(
            new SqlMigration(1, "0001_before", first, Optional.empty(), List.of(), List.of()),
            new SqlMigration(2, "0002_after", DIGEST.formatted(2), Optional.of(first), steps, forms)
                .withStagedOrder(order));
  }

  private void apply(List<SqlMigration> migrations) {
    apply(migrations, OnlineSettings.NEVER);
  }

  private void apply(List<SqlMigration> migrations, OnlineSettings online) {
    try (Applier applier = Applier.open(sessions(), "test", RetryPolicy.NORMAL, new Silent())) {
      applier.apply(migrations, Takeovers.NONE, online);
    }
  }

  /** Runs a transition in stages wherever there is such a way, and checks it. */
  void checkOnline(Transition transition) throws SQLException {
    check(transition, new OnlineRuns());
  }

  /**
   * Runs a transition in two phases and checks it.
   *
   * @param way how renamed fields are found between the phases
   * @throws UndividedPlan if it cannot be divided
   */
  void checkInPhases(Transition transition, RenameWay way) throws SQLException {
    List<PlanStatement> statements =
        OpenValues.withValues(
            transition.statements(), transition.before(), transition.target(), schema);
    check(
        transition,
        new RunsInPhases(
            transition,
            statements,
            PlanPhases.of(
                transition.before(),
                statements,
                NAMES,
                choices(transition.before(), statements, way))));
  }

  /** What a person chooses by the word for renamed fields. */
  static PhaseChoices choices(Shape before, List<PlanStatement> statements, RenameWay way) {
    return way == RenameWay.VIEWS
        ? PhaseChoices.NONE
        : PhaseChoices.NONE.withTwoColumns(
            PhaseChoices.renames(before, statements, NAMES).keySet().stream()
                .collect(Collectors.toMap(each -> each, each -> "it is asked for")));
  }

  /** The same, with a run that ends and another one that goes on after each stage. */
  void checkStageByStage(Transition transition) throws SQLException {
    check(transition, new RunsOfOneStage());
  }

  /** Runs transitions one after the other in one database, and checks it after each. */
  void checkHistory(List<Transition> transitions) throws SQLException {
    HistoryRuns.check(this, connection, sessions(), transitions);
  }

  /**
   * Interrupts a transition at each of its stages and takes it back: the catalog and the rows are
   * as before. At the end it is applied, and the database is as the new schema says.
   *
   * @return the lines in which it is refused to take the transition back
   */
  Set<String> checkAborted(Transition transition) throws SQLException {
    List<PlanStatement> statements =
        OpenValues.withValues(
            transition.statements(), transition.before(), transition.target(), schema);
    List<String> direct = direct(transition);
    Planned planned =
        new Planned(
            migrations(transition.before(), statements, List.of()),
            transition.before(),
            statements);
    Set<String> refused =
        new AbortedRuns(
                planned, sessions(), connection, schema, () -> makeBefore(transition, statements))
            .run();
    assertThat(CatalogDump.of(connection, schema)).isEqualTo(direct);
    return refused;
  }

  /**
   * The catalog after a transition, also where kizaki does not manage it.
   *
   * @param online which of its steps run in stages
   */
  List<String> after(Transition transition, OnlineSettings online) throws SQLException {
    makeBefore(transition, transition.statements());
    execute(List.of(SETTINGS));
    run(transition, online);
    return CatalogDump.withSettings(connection, schema);
  }

  /** Makes the database before a transition. */
  void makeBefore(Transition transition) throws SQLException {
    makeBefore(transition, transition.statements());
  }

  /**
   * Runs a transition.
   *
   * @param online which of its steps run in stages
   */
  void run(Transition transition, OnlineSettings online) {
    run(transition, online, stage -> {});
  }

  /**
   * Runs a transition, or goes on with it.
   *
   * @param online which of its steps run in stages
   * @param before is called before each stage
   */
  void run(Transition transition, OnlineSettings online, Consumer<Stage> before) {
    List<SqlMigration> migrations =
        migrations(transition.before(), transition.statements(), List.of());
    Silent listener =
        new Silent() {
          @Override
          public void stage(Stages all, int number) {
            before.accept(all.list().get(number - 1));
          }
        };
    try (Applier applier = Applier.open(sessions(), "test", RetryPolicy.NORMAL, listener)) {
      applier.apply(
          migrations.subList(applier.applied().size(), migrations.size()), Takeovers.NONE, online);
    }
  }

  /** The differences between the database and the shape, as {@code status} reports them. */
  List<String> drift(Shape shape) throws SQLException {
    Sessions sessions = sessions();
    try (ReadSession session = ReadSession.of(ReadTransaction.in(connection, sessions))) {
      sessions.settings().pinForTransaction(connection);
      ExpectedCatalog expected = ExpectedObjects.of(shape, schema, NAMES);
      Map<String, String> json = session.canonicalJson(expected.jsonDefaults());
      return CatalogComparison.of(
              expected.withJson(json::get),
              session.catalog(expected.tables()),
              IgnorePatterns.none())
          .drift()
          .stream()
          .map(DriftItem::text)
          .toList();
    }
  }

  private Sessions sessions() {
    return TestRequests.sessions(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        schema,
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private void reset(List<String> setup) throws SQLException {
    List<String> commands = new ArrayList<>();
    commands.add("SET client_min_messages = warning");
    try (Statement statement = connection.createStatement();
        ResultSet schemas =
            statement.executeQuery(
                "SELECT nspname FROM pg_namespace"
                    + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")) {
      while (schemas.next()) {
        commands.add("DROP SCHEMA " + Quoting.identifier(schemas.getString(1)) + " CASCADE");
      }
    }
    commands.add("CREATE SCHEMA " + Quoting.identifier(schema));
    commands.add("SET search_path = " + Quoting.identifier(schema));
    commands.add("SET TimeZone = 'UTC'");
    commands.add("SET synchronous_commit = off");
    execute(commands);
    execute(setup);
  }

  private void execute(List<String> commands) throws SQLException {
    connection.setAutoCommit(false);
    try {
      run(commands);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void run(List<String> commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String command : commands) {
        try {
          statement.execute(command);
        } catch (SQLException e) {
          throw new SQLException(command + "\n" + e.getMessage(), e.getSQLState(), e);
        }
      }
    }
  }

  /** All rows of the result: columns are joined by a space, rows by a comma. */
  private String answer(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
    }
    return String.join(", ", rows);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }

  /** Runs migrations by {@code apply}, which has no rollback of its own. */
  private class ApplierRuns implements Runner {
    @Override
    public void run(Planned planned) throws SQLException {
      apply(planned.migrations());
    }

    @Override
    public void rollBack(Planned planned, List<Rollback> rollbacks) throws SQLException {
      List<String> commands = new ArrayList<>();
      commands.add("SET LOCAL check_function_bodies = off"); // as in a changelog
      for (int i = rollbacks.size() - 1; i >= 0; i--) {
        commands.addAll(texts(rollbacks.get(i).steps()));
      }
      execute(commands);
    }

    @Override
    public void failToRollBack(Planned planned) {}
  }

  /** Runs migrations in stages. */
  private final class OnlineRuns extends ApplierRuns {
    @Override
    public void run(Planned planned) {
      apply(planned.migrations(), OnlineSettings.ALWAYS);
    }
  }

  /** Runs migrations in stages, each stage by a run of its own. */
  private final class RunsOfOneStage extends ApplierRuns {
    @Override
    public void run(Planned planned) throws SQLException {
      boolean stopped = true;
      while (stopped) {
        try (Applier applier =
            Applier.open(sessions(), "test", RetryPolicy.NORMAL, new StoppedAfterOneStage())) {
          applier.apply(
              planned.migrations().subList(applier.applied().size(), planned.migrations().size()),
              Takeovers.NONE,
              OnlineSettings.ALWAYS);
          stopped = false;
        } catch (Stopped e) {
          stopped = true;
        }
        HelperNotes.check(connection, schema);
      }
    }
  }

  /** Runs the last migration in the two phases of a deploy. */
  private final class RunsInPhases extends ApplierRuns {
    private final Transition transition;
    private final List<PlanStatement> statements;
    private final PlanPhases plan;

    RunsInPhases(Transition transition, List<PlanStatement> statements, PlanPhases plan) {
      this.transition = transition;
      this.statements = statements;
      this.plan = plan;
    }

    @Override
    public void run(Planned planned) throws SQLException {
      List<SqlMigration> all = planned.migrations();
      apply(all.subList(0, all.size() - 1));
      SqlPhases sql =
          new PhaseSql(schema, NAMES, all.get(all.size() - 1))
              .of(
                  transition.before(),
                  plan,
                  plan.meanwhile(),
                  Replay.run(plan.meanwhile(), plan.contract()));
      new PhasedRuns(
              statements,
              plan,
              all.get(all.size() - 1),
              sql,
              transition.before(),
              transition.target(),
              sessions(),
              connection,
              schema)
          .run();
    }
  }

  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the run before its second stage, as a kill between two stages would. */
  static final class StoppedAfterOneStage extends Silent {
    private int stages;

    @Override
    public void stage(Stages all, int number) {
      if (++stages > 1) {
        throw new Stopped();
      }
    }
  }

  static class Silent implements ApplyListener {
    @Override
    public void waitingForApplier(OtherSession holder, Duration waited) {}

    @Override
    public void checkUnfinished(SqlMigration migration, DataCheck check, String reason) {}

    @Override
    public void starting(SqlMigration migration) {}

    @Override
    public void alreadyThere(SqlMigration migration, String text) {}

    @Override
    public void stillRunning(
        SqlMigration migration,
        int step,
        int steps,
        Duration running,
        List<OtherSession> blocking,
        Optional<StepProgress> progress) {}

    @Override
    public void retrying(
        SqlMigration migration,
        int attempt,
        int attempts,
        Duration pause,
        String reason,
        List<OtherSession> blocking) {}

    @Override
    public void stage(Stages stages, int number) {}

    @Override
    public void filling(Stages stages, int number, FillProgress progress) {}

    @Override
    public void fillPaused(Stages stages, int number, String reason, Duration paused) {}

    @Override
    public void lagNotWatched(Stages stages, String role) {}

    @Override
    public void waitingForBuilder(TableName table, OtherSession builder, Duration waited) {}

    @Override
    public void applied(SqlMigration migration, Duration took) {}
  }
}
