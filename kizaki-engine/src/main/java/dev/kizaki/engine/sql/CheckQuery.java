package dev.kizaki.engine.sql;

import java.util.Objects;

/** How a data check asks. */
public sealed interface CheckQuery {
  /** The query of the first question: one row with one number, 0 for none. */
  String query();

  /** What is wrong when the number is not 0. */
  Finding problem();

  /** Whether it holds SQL of the plan, whose names are looked up where its command's will be. */
  default boolean holdsPlanSql() {
    return false;
  }

  /** Counts rows of the check's table. No row, no problem. */
  record Rows(String query, Finding problem) implements CheckQuery {
    public Rows {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /** Counts objects that depend on what is changed, whether there are rows or not. */
  record Dependents(String query, Finding problem) implements CheckQuery {
    public Dependents {
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * Tries a conversion on every row of the check's table. Where PostgreSQL refuses a value, the
   * query fails with PostgreSQL's own error; else it counts the values that come out as others.
   *
   * @param problem what is wrong when values come out as others
   * @param search a command that tries the rows one by one, and keeps what it found in the session
   * @param count the query for the number of refused rows, once the search is done
   * @param refusal what is wrong when values are refused
   * @param holdsPlanSql whether the conversion is one that a person wrote
   * @param silent whether PostgreSQL by itself makes other values of some without a word
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
