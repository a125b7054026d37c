package dev.kizaki.engine.statements;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the statements of an application that would break when a phase of a deploy is carried out.
 *
 * <p>For the first phase, these are the statements that work before the deploy or after it, and do
 * not work in between: then both versions of the application run. For the second phase, they are
 * those that work in between and not afterwards.
 *
 * @param plans the migrations of the deploy, in order and at least one, written for a schema
 * @param expanded how many of them have their first phase done
 * @param phase the phase to be carried out, not {@link DeployPhase#WHOLE}
 */
public record StatementProof(
    Function<String, List<DividedPlan>> plans, int expanded, DeployPhase phase) {
  private static final String MAY_CREATE =
      """
      SELECT pg_catalog.current_setting('transaction_read_only')::bool,
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
        current_user, pg_catalog.current_database()\
      """;

  /** The locks that all sessions can hold together (PostgreSQL documentation, section 20.12). */
  private static final String LOCKS =
      """
      SELECT pg_catalog.current_setting('max_locks_per_transaction')::bigint
        * (pg_catalog.current_setting('max_connections')::bigint
          + pg_catalog.current_setting('max_prepared_transactions')::bigint)\
      """;

  public StatementProof {
    Objects.requireNonNull(plans, "plans");
    Objects.requireNonNull(phase, "phase");
  }

  /**
   * Proves a phase of a deploy.
   *
   * @param history with the migrations of the deploy
   * @param pending these migrations, in order; not empty
   * @param expanded how many of them have their first phase done
   * @param choices what is decided about the phases of each migration
   */
  public static StatementProof of(
      CommittedHistory history,
      List<Migration> pending,
      int expanded,
      DeployPhase phase,
      Function<Migration, PhaseChoices> choices) {
    return new StatementProof(
        schema ->
            DeployPlan.of(history, pending, schema, choices).migrations().stream()
                .map(DividedPlan::of)
                .toList(),
        expanded,
        phase);
  }

  /**
   * What came of it.
   *
   * @param findings absent if nothing could be checked
   * @param obstacle why nothing could be checked, as a phrase; absent if something was
   */
  public record Outcome(Optional<StatementFindings> findings, Optional<String> obstacle) {
    private static Outcome of(StatementFindings findings) {
      return new Outcome(Optional.of(findings), Optional.empty());
    }

    private static Outcome none(String obstacle) {
      return new Outcome(Optional.empty(), Optional.of(obstacle));
    }
  }

  /** A statement, and what is known of it. */
  private static final class Candidate {
    final ApplicationStatement statement;
    final PreparableStatement prepared;

    /** Whether names are found in the schema of the tables too; absent until it has worked. */
    Optional<Boolean> inSchema = Optional.empty();

    boolean now;
    boolean end;
    Optional<Problem> between = Optional.empty();
    Optional<Problem> after = Optional.empty();
    ShapeSteps.Change cause;
    boolean works;

    Candidate(ApplicationStatement statement, PreparableStatement prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }
  }

  /**
   * Prepares the statements in a session of its own.
   *
   * @param sessions opens it; with the rights of the role that applies the migrations
   * @throws dev.kizaki.engine.api.Refusal when the migrations cannot be divided into phases
   */
  public Outcome of(List<ApplicationStatement> statements, Sessions sessions) {
    Connection connection = sessions.connect();
    try {
      connection.setAutoCommit(false);
      List<String> others = others(connection, sessions.schema());
      sessions.settings().pinForTransaction(connection);
      Optional<String> obstacle = obstacle(connection);
      if (obstacle.isPresent()) {
        return Outcome.none(obstacle.get());
      }
      String name = Copies.nameIn(connection);
      ShapeSteps steps = ShapeSteps.of(plans.apply(name), expanded, name);
      if (steps.relations() > locks(connection) / 2) {
        return Outcome.none(
            "copies of %d tables and indexes would take most of the locks of the server; raise max_locks_per_transaction"
                .formatted(steps.relations()));
      }
      try (Copies copies = Copies.in(connection, sessions, others)) {
        return Outcome.of(find(statements, steps, copies, sessions.schema(), name));
      }
    } catch (SQLException e) {
      return Outcome.none(
          "the tables could not be copied without their rows: " + ServerMessage.of(e).line());
    } finally {
      Sessions.close(connection);
    }
  }

  /** The other schemas in which the server finds names for the role. */
  private static List<String> others(Connection connection, String schema) throws SQLException {
    List<String> others = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM unnest(pg_catalog.current_schemas(false))")) {
      while (rows.next()) {
        if (!rows.getString(1).equals(schema)) {
          others.add(rows.getString(1));
        }
      }
    }
    return others;
  }

  private static long locks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCKS)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Optional<String> obstacle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MAY_CREATE)) {
      row.next();
      if (row.getBoolean(1)) {
        return Optional.of("the server is read-only");
      }
      return row.getBoolean(2)
          ? Optional.empty()
          : Optional.of(
              "%s may not create schemas in %s; grant create on database %s to %s"
                  .formatted(
                      row.getString(3), row.getString(4), row.getString(4), row.getString(3)));
    }
  }

  private StatementFindings find(
      List<ApplicationStatement> statements,
      ShapeSteps steps,
      Copies copies,
      String schema,
      String name)
      throws SQLException {
    List<Candidate> candidates = new ArrayList<>();
    for (ApplicationStatement statement : statements) {
      PreparableStatement.of(statement.text(), schema, name, steps.names())
          .ifPresent(each -> candidates.add(new Candidate(statement, each)));
    }
    copies.run(steps.before());
    copies.addColumnsOfOthers(steps.columns());
    Savepoint before = copies.mark();
    Runner runner = new Runner(copies, steps);
    runner.run(steps.expand().subList(0, steps.expanded()));
    if (phase == DeployPhase.EXPAND) {
      runner.judge(candidates, (each, problem) -> each.now = problem.isEmpty());
    }
    runner.run(steps.expand().subList(steps.expanded(), steps.expand().size()));
    runner.judge(candidates, (each, problem) -> each.between = problem);
    runner.run(steps.contract());
    runner.judge(
        candidates,
        (each, problem) -> {
          each.end = problem.isEmpty();
          each.after = problem;
        });
    List<Candidate> judged = candidates.stream().filter(this::isJudged).toList();
    List<Candidate> broken = judged.stream().filter(this::isBroken).toList();
    if (!broken.isEmpty()) {
      copies.backTo(before);
      findCauses(broken, steps, runner);
    }
    return new StatementFindings(
        judged.size(),
        statements.size() - judged.size(),
        broken.stream().map(this::broken).toList());
  }

  private boolean isJudged(Candidate each) {
    return phase == DeployPhase.EXPAND ? each.now || each.end : each.between.isEmpty();
  }

  private boolean isBroken(Candidate each) {
    return problem(each).filter(Problem::isOfStatement).isPresent();
  }

  private Optional<Problem> problem(Candidate each) {
    return phase == DeployPhase.EXPAND ? each.between : each.after;
  }

  private StatementFindings.Broken broken(Candidate each) {
    return new StatementFindings.Broken(
        each.statement,
        problem(each).map(Problem::text).orElseThrow(),
        each.cause.migration(),
        each.cause.statement(),
        phase == DeployPhase.EXPAND && !each.now);
  }

  /**
   * Goes through the phases command by command. The cause is the last command that makes a
   * statement work no more; for one of the new version, the last one of the second phase that makes
   * it work.
   */
  private void findCauses(List<Candidate> broken, ShapeSteps steps, Runner runner)
      throws SQLException {
    List<Candidate> old = broken.stream().filter(each -> !isOfNew(each)).toList();
    List<Candidate> ofNew = broken.stream().filter(this::isOfNew).toList();
    broken.forEach(each -> each.works = !isOfNew(each));
    runner.run(steps.expand().subList(0, steps.expanded()));
    for (ShapeSteps.Change change :
        steps.expand().subList(steps.expanded(), steps.expand().size())) {
      runner.run(List.of(change));
      if (phase == DeployPhase.EXPAND) {
        runner.judge(old, (each, problem) -> note(each, problem.isEmpty(), false, change));
      }
    }
    for (ShapeSteps.Change change : steps.contract()) {
      runner.run(List.of(change));
      if (phase == DeployPhase.EXPAND) {
        runner.judge(ofNew, (each, problem) -> note(each, problem.isEmpty(), true, change));
      } else {
        runner.judge(old, (each, problem) -> note(each, problem.isEmpty(), false, change));
      }
    }
  }

  private boolean isOfNew(Candidate each) {
    return phase == DeployPhase.EXPAND && !each.now;
  }

  private static void note(
      Candidate each, boolean works, boolean wanted, ShapeSteps.Change change) {
    if (works == wanted && each.works != works || each.cause == null && works == wanted) {
      each.cause = change;
    }
    each.works = works;
  }

  @FunctionalInterface
  private interface Note {
    void of(Candidate candidate, Optional<Problem> problem);
  }

  /** Changes the copies, and prepares statements for them. */
  private record Runner(Copies copies, ShapeSteps steps) {
    void run(List<ShapeSteps.Change> changes) throws SQLException {
      copies.run(changes.stream().map(ShapeSteps.Change::command).toList());
    }

    /**
     * Names are found in the copies alone, if the statement works so at the first time that it
     * works. Else they are found in the schema of the tables too.
     */
    void judge(List<Candidate> candidates, Note note) throws SQLException {
      List<Candidate> alone =
          candidates.stream().filter(each -> !each.inSchema.orElse(false)).toList();
      copies.find(false);
      List<Optional<Problem>> problems = copies.prepare(prepared(alone));
      List<Candidate> others =
          new ArrayList<>(candidates.stream().filter(each -> each.inSchema.orElse(false)).toList());
      for (int i = 0; i < alone.size(); i++) {
        Candidate each = alone.get(i);
        if (problems.get(i).isEmpty() || each.inSchema.isPresent()) {
          each.inSchema = Optional.of(false);
          note.of(each, problems.get(i));
        } else {
          others.add(each);
        }
      }
      List<Optional<Problem>> found = copies.prepareWithOthers(prepared(others), steps.names());
      for (int i = 0; i < others.size(); i++) {
        Candidate each = others.get(i);
        if (found.get(i).isEmpty()) {
          each.inSchema = Optional.of(true);
        }
        note.of(each, found.get(i));
      }
    }

    private static List<PreparableStatement> prepared(List<Candidate> candidates) {
      return candidates.stream().map(each -> each.prepared).toList();
    }
  }
}
