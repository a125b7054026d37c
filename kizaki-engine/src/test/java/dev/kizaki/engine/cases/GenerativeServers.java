package dev.kizaki.engine.cases;

import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.cases.GenerativeTry.Way;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.phase.UndividedPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers on which tries run; each starts when the first try needs it. */
final class GenerativeServers implements AutoCloseable {
  private final Path directory;
  private final Map<Integer, Oracle> oracles = new HashMap<>();
  private final Map<Integer, LiquibaseRuns> liquibase = new HashMap<>();

  /**
   * @param directory for the changelogs
   */
  GenerativeServers(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs a try.
   *
   * @return why it was left out
   * @throws AssertionError or any other throwable, if the try is a counterexample
   */
  Optional<String> run(GenerativeTry tried) throws SQLException {
    List<Oracle.Transition> transitions = tried.transitions();
    if (transitions.stream().allMatch(each -> each.statements().isEmpty())) {
      return Optional.of("the plan is empty");
    }
    try {
      return run(tried, transitions);
    } catch (SQLException | RuntimeException error) {
      if (isRefusedReplacement(error)) {
        return Optional.of("only PostgreSQL knows that a view has to be made anew");
      }
      throw error;
    }
  }

  /** Here no server tries the objects before, as {@code plan} does. */
  private static boolean isRefusedReplacement(Throwable error) {
    return error instanceof SQLException sql && "42P16".equals(sql.getSQLState())
        || error.getCause() != null && isRefusedReplacement(error.getCause());
  }

  private Optional<String> run(GenerativeTry tried, List<Oracle.Transition> transitions)
      throws SQLException {
    Oracle.Transition first = transitions.get(0);
    Oracle oracle = oracle(tried.major());
    switch (tried.way()) {
      case PLAIN -> oracle.check(first);
      case ONLINE -> oracle.checkOnline(first);
      case PHASES, COLUMNS -> {
        try {
          oracle.checkInPhases(
              first, tried.way() == Way.COLUMNS ? RenameWay.COLUMNS : RenameWay.VIEWS);
        } catch (UndividedPlan undivided) {
          return Optional.of("one phase only: " + undivided.reason());
        }
      }
      case LIQUIBASE -> oracle.check(first, liquibase(tried.major(), oracle));
      case BACK, HISTORY -> oracle.checkHistory(transitions);
    }
    return Optional.empty();
  }

  private Oracle oracle(int major) throws SQLException {
    Oracle oracle = oracles.get(major);
    if (oracle == null) {
      boolean awkward = List.of(14, 15, 17).contains(major);
      oracle = new Oracle(major, awkward ? CasesOnPostgresTest.AWKWARD_SCHEMA : "public");
      oracles.put(major, oracle);
    }
    return oracle;
  }

  /** Each server has one of the two versions. */
  private LiquibaseRuns liquibase(int major, Oracle oracle) throws SQLException {
    LiquibaseRuns runs = liquibase.get(major);
    if (runs == null) {
      runs =
          major % 2 == 0
              ? new LiquibaseRuns(
                  LiquibaseRunner.VERSION_4, LiquibaseRunner.VERSION_5, oracle, directory)
              : new LiquibaseRuns(
                  LiquibaseRunner.VERSION_5, LiquibaseRunner.VERSION_4, oracle, directory);
      liquibase.put(major, runs);
    }
    return runs;
  }

  /** Closes all sessions; the next try opens new ones. A failed try can leave them anyhow. */
  @Override
  public void close() throws SQLException {
    List<AutoCloseable> all = new ArrayList<>(liquibase.values());
    all.addAll(oracles.values());
    liquibase.clear();
    oracles.clear();
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (SQLException | RuntimeException e) {
        throw new SQLException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
