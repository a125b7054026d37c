package dev.kizaki.engine.api;

/**
 * The kinds of refusals and of environment failures. Each has a code, which is printed with the
 * message and never changes, so that people can search for it and scripts can compare it. A code
 * that is no longer used is not used again for something else.
 *
 * <p>The hundreds say where the cause is: 1 the files of the history, 2 their order, 3 plans and
 * their questions, 9 something around the project.
 */
public enum RefusalCode {
  /** An entry of the migrations directory looks like a migration, but has another kind of name. */
  MIGRATION_NAME(101),
  /** Two entries of the migrations directory differ only in upper and lower case. */
  MIGRATION_NAME_CASE(102),
  /** A migration is a symbolic link, or a file instead of a directory. */
  MIGRATION_NOT_A_DIRECTORY(103),
  /** A file of a migration is missing. */
  MIGRATION_FILE_MISSING(104),
  /** A file of a migration is not a regular file. */
  MIGRATION_FILE_SPECIAL(105),
  /** A file of a migration is not valid UTF-8. */
  MIGRATION_FILE_ENCODING(106),
  /** A file of a migration has the name of another migration. */
  MIGRATION_FILE_FOREIGN(107),
  /** A file of a migration contains conflict markers of Git. */
  CONFLICT_MARKERS(108),
  /** The latest migration has a plan, but no snapshot. */
  SNAPSHOT_MISSING(109),
  /** A plan that was begun by hand has another name than its directory. */
  PLAN_NAME(110),
  /** A snapshot cannot be read. */
  SNAPSHOT_DAMAGED(111),
  /** A newer release of kizaki wrote a snapshot. */
  SNAPSHOT_NEWER(112),
  /** Another run of kizaki writes in the migrations directory. */
  HISTORY_IN_USE(113),
  /** Another run of kizaki or a checkout changed the migrations directory meanwhile. */
  HISTORY_CHANGED_MEANWHILE(114),
  /** A migration that is to be removed contains files that kizaki did not write. */
  MIGRATION_WITH_OTHER_FILES(115),
  /** There is a history, but no schema. */
  SCHEMA_MISSING(116),

  /** A number of the history is missing. */
  NUMBER_MISSING(201),
  /** A plan was begun by hand with a number that is not the next one. */
  NUMBER_BEGUN_BY_HAND(202),
  /** Two migrations have the same number. */
  NUMBER_TWICE(203),
  /** A migration was planned after another migration than the one before it. */
  CHAIN_BROKEN(204),
  /** Branches have added migrations of their own. */
  BRANCHES_PARTED(205),
  /** It is not known which branch moves in a rebase. */
  REBASE_SIDE_UNKNOWN(206),
  /** The parameter rebase names a migration that does not exist, or is of no side. */
  REBASE_NAME(207),
  /** A rebase would change a migration that others may have applied. */
  REBASE_SHARED(208),
  /** Two directories contain the same migration. */
  MIGRATION_COPIED(209),
  /** The migration after which a branch began is missing. */
  REBASE_BASE_MISSING(210),
  /** A plan cannot be replayed in a rebase. */
  REBASE_REPLAY(211),
  /** A migration that stays in a rebase has another number than before. */
  REBASE_NUMBERS(212),
  /** The other branch changed what an open question of a plan is about. */
  REBASE_OPEN_QUESTION(213),
  /** An answer to a question of a rebase cannot be used. */
  REBASE_ANSWER(214),

  /** A statement of a plan cannot be carried out at its position. */
  STATEMENT_INVALID(301),
  /** A plan leads to no valid schema. */
  PLAN_INCOMPLETE(302),
  /** A plan does not lead to its snapshot. */
  PLAN_NOT_PROVEN(303),
  /** A plan that the database has applied was changed, or its snapshot is missing. */
  APPLIED_PLAN_CHANGED(304),
  /** A plan has open questions. */
  QUESTIONS_OPEN(305),
  /** More than one migration is pending, so none can be planned. */
  SEVERAL_PENDING(306),

  /** The migrations directory, or a file in it, cannot be read. */
  HISTORY_UNREADABLE(901),
  /** The migrations directory cannot be locked for writing. */
  HISTORY_NOT_LOCKABLE(902);

  private final int number;

  RefusalCode(int number) {
    this.number = number;
  }

  /**
   * The message with the code at the end of its first line, as people see it: {@code 2 migrations
   * are pending: 0002_x, 0003_y. [KIZ306]}.
   */
  String in(String message) {
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    return "%s [%s]%s".formatted(first, text(), message.substring(first.length()));
  }

  /** The code as it is printed: {@code KIZ101}. */
  public String text() {
    return "KIZ" + number;
  }
}
