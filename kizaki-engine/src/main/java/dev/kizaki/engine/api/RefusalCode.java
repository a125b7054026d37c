package dev.kizaki.engine.api;

/**
 * The kinds of refusals and of environment failures. Each has a code, which is printed with the
 * message and never changes, so that people can search for it and scripts can compare it. A code
 * that is no longer used is not used again for something else.
 *
 * <p>The hundreds say where the cause is: 1 the files of the schema, the history and the seeds, 2
 * the order of the history, 3 plans, their questions and whether the database is ready for them, 8
 * the parameters of the build, 9 something around the project.
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
  /** The schema directory is not a directory, or contains something that is not a file. */
  SCHEMA_FILE_SPECIAL(117),
  /** Two schema files differ only in upper and lower case, or in how an accent is written. */
  SCHEMA_NAME_CASE(118),
  /** A seed file is not a regular file. */
  SEED_FILE_SPECIAL(119),
  /** A seed file is not valid UTF-8. */
  SEED_FILE_ENCODING(120),
  /** A seed file contains something that is not a statement over rows. */
  SEED_STATEMENT(121),

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
  /** The schema is ahead of the history, and the goal needs a migration that leads to it. */
  SCHEMA_AHEAD(307),
  /** Two answers contradict each other. */
  ANSWERS_CONTRADICT(308),
  /** An answer fits no open question. */
  ANSWER_UNUSED(309),
  /** The file of answers is not valid UTF-8. */
  ANSWERS_ENCODING(310),
  /** The file of answers cannot be read. */
  ANSWERS_UNREADABLE(311),
  /** The input of a prompt ended before the last question. */
  QUESTIONS_CUT_OFF(312),
  /** A draft that would be rewritten is on the upstream branch. */
  DRAFT_SHARED(313),
  /** A build has written a plan or a changelog, which nobody has reviewed. */
  PLAN_NOT_REVIEWED(314),
  /** The project is in a state in which {@code status} fails the build. */
  STATUS_FAILS(315),
  /** The database differs from what its migrations made. */
  DATABASE_DRIFTED(316),
  /** The database has objects that are in the way of pending migrations. */
  OBJECTS_IN_THE_WAY(317),
  /** PostgreSQL cannot parse the SQL of a plan, or run it on this database. */
  PLAN_SQL(318),
  /** Liquibase is changing the database. */
  LIQUIBASE_RUNNING(319),
  /** Liquibase has left a migration half done. */
  LIQUIBASE_HALF_DONE(320),

  /** A property of kizaki on the command line is not a parameter of any goal. */
  PARAMETER_UNKNOWN(801),
  /** A parameter is empty. */
  PARAMETER_EMPTY(802),
  /** A parameter, or a password in settings.xml, contains a property that is not defined. */
  PROPERTY_UNDEFINED(803),
  /** A parameter has a word that it does not allow. */
  PARAMETER_WORD(804),
  /** A parameter is not a duration, or is out of range. */
  DURATION(805),
  /** Two parameters say different things, or the same thing twice. */
  PARAMETERS_CONTRADICT(806),
  /** There are credentials, but no address of a database. */
  ADDRESS_MISSING(807),
  /** The parameter serverId names a server that settings.xml does not have. */
  SERVER_UNKNOWN(808),
  /** The password of a server in settings.xml cannot be decrypted. */
  SERVER_PASSWORD(809),
  /** A server in settings.xml has no user name. */
  SERVER_USERNAME(810),
  /** A database is configured only in an execution, and the goal was called by its name alone. */
  DATABASE_IN_EXECUTION(811),
  /** The pom does not have the execution that was called. */
  EXECUTION_UNKNOWN(812),
  /** A phase of the build runs a goal that needs a database, and none is configured. */
  DATABASE_NOT_CONFIGURED(813),
  /** A phase of the build runs a goal that would never end. */
  WATCH_IN_BUILD(814),
  /** The goal works only on the embedded database, and another one is configured. */
  ONLY_EMBEDDED(815),
  /** The goal works only on a database of this machine. */
  OTHER_MACHINE(816),
  /** The parameters offline and failOn contradict each other. */
  OFFLINE_AND_FAIL_ON(817),
  /** The parameter target names no migration. */
  TARGET_UNKNOWN(818),
  /** The parameter target names more than one migration. */
  TARGET_AMBIGUOUS(819),
  /** The parameter name contains no letter or digit. */
  NAME_EMPTY(820),
  /** The parameter userTable cannot be read. */
  USER_TABLE_FORM(821),
  /** The parameter userTable names another table than the history. */
  USER_TABLE_MOVED(822),

  /** The migrations directory, or a file in it, cannot be read. */
  HISTORY_UNREADABLE(901),
  /** The migrations directory cannot be locked for writing. */
  HISTORY_NOT_LOCKABLE(902),
  /** A file of the migrations directory cannot be written. */
  HISTORY_NOT_WRITABLE(903),
  /** The goal was interrupted while it waited. */
  INTERRUPTED(904),
  /** A file of the schema cannot be read. */
  SCHEMA_UNREADABLE(905),
  /** A seed file, or the directory of the seeds, cannot be read. */
  SEED_UNREADABLE(906),
  /** Liquibase, which writes the changelogs, cannot be fetched. */
  LIQUIBASE_NOT_AVAILABLE(907),
  /** The programs of the embedded PostgreSQL cannot be fetched. */
  SERVER_NOT_AVAILABLE(908);

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
