package dev.kizaki.engine.cases;

import java.util.stream.Stream;

/** What a case file may hold. */
public enum Section {
  /** The schema before; nothing where the section is missing. */
  BEFORE("before.inspire"),
  /** The schema after. */
  AFTER("after.inspire"),
  /** The setting {@code userTable}: {@code "schema"."table"."column": type}. */
  USER_TABLE("user table"),
  /** SQL for the database before anything is made in it. */
  SETUP("setup"),
  /** Entities that get no generated rows. */
  NO_ROWS("no rows"),
  /** SQL that adds rows of the case's own to the generated ones. */
  ROWS("rows"),
  /** What a person answered, as {@code -Dkizaki.resolve} takes it. */
  ANSWERS("answers"),
  /** The plan where a person wrote it, not the planner. */
  HAND_PLAN("hand plan"),
  /** Expected: the planner's plan. */
  PLAN("plan.migration"),
  /** Expected: the SQL of the plan. */
  SQL("sql"),
  /** Expected after the migration: lines {@code query => answer}. */
  CHECK("check"),
  /** Expected: why the plan cannot be read or replayed. */
  ERROR("error"),
  /** Expected: why the database refuses the migration. */
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
