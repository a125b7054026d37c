package dev.kizaki.engine.cases;

import java.util.stream.Stream;

/** The sections of a case file. */
public enum Section {
  /** The schema before; empty if the section is missing. */
  BEFORE("before.inspire"),
  /** The schema after. */
  AFTER("after.inspire"),
  /** The setting {@code userTable}: {@code "schema"."table"."column": type}. */
  USER_TABLE("user table"),
  /** The first major version of PostgreSQL that has what the case is about. */
  SINCE("since"),
  /** SQL that runs before anything is created in the database. */
  SETUP("setup"),
  /** Entities that get no generated rows. */
  NO_ROWS("no rows"),
  /** SQL that adds rows to the generated ones. */
  ROWS("rows"),
  /** The user's answers, as the value of {@code -Dkizaki.resolve}. */
  ANSWERS("answers"),
  /** The plan, if it is written by hand and not by the planner. */
  HAND_PLAN("hand plan"),
  /** Expected: the planner's plan. */
  PLAN("plan.migration"),
  /** Expected: the SQL of the plan. */
  SQL("sql"),
  /** Expected after the migration: lines {@code query => answer}. */
  CHECK("check"),
  /**
   * Expected: the lines in which {@code abort} refuses to take the migration back, at any of its
   * stages.
   */
  ABORT("abort"),
  /** Expected: the error if the plan cannot be read or replayed. */
  ERROR("error"),
  /** Expected: the error with which the database refuses the migration. */
  REFUSAL("refusal");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Section ofTitle(String title) {
    return Stream.of(values())
        .filter(section -> section.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown section: " + title));
  }
}
