package dev.kizaki.engine.sql;

import java.util.Objects;

/** The queries of a data check. */
public sealed interface CheckQuery {
  /**
   * Precedes a table in a query that counts only the table's own rows, not those of tables that
   * inherit from it. It is left out for a partitioned table, which has no rows of its own.
   */
  String OWN_ROWS = "ONLY ";

  /** The first query. It returns one row with one number; 0 means that nothing was found. */
  String query();

  /** The finding if the number is not 0. */
  Finding problem();

  /**
   * Whether the query contains SQL of the plan, so that it must run with the same search path as
   * the command.
   */
  default boolean holdsPlanSql() {
    return false;
  }

  /**
   * Counts rows of the check's table. An empty table has no finding.
   *
   * @param holdsPlanSql whether the query contains an expression of the plan
   */
  record Rows(String query, Finding problem, boolean holdsPlanSql) implements CheckQuery {
    public Rows(String query, Finding problem) {
      this(query, problem, false);
    }

    public Rows {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /** Counts objects that depend on the changed object. Rows do not matter. */
  record Dependents(String query, Finding problem) implements CheckQuery {
    public Dependents {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * Tries a conversion on every row of the check's table. If PostgreSQL refuses a value, the query
   * fails with PostgreSQL's error; otherwise it counts the values that the conversion changes.
   *
   * @param problem the finding if values change
   * @param search a command that tries the rows one by one and stores the result in a setting of
   *     the session
   * @param count the query for the number of refused rows, after the search
   * @param refusal the finding if values are refused
   * @param holdsPlanSql whether the conversion is an expression of the plan
   * @param silent whether PostgreSQL may silently change some values
   */
  record Trial(
      String query,
      Finding problem,
      String search,
      String count,
      Finding refusal,
      boolean holdsPlanSql,
      boolean silent)
      implements CheckQuery {
    public Trial {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(search, "search");
      Objects.requireNonNull(count, "count");
      Objects.requireNonNull(refusal, "refusal");
    }
  }
}
