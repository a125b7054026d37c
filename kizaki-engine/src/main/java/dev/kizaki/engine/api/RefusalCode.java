package dev.kizaki.engine.api;

/**
 * The kinds of refusals and of environment failures. Each has a code, which is printed with the
 * message and never changes, so that people can search for it and scripts can compare it. A code
 * that is no longer used is not used again for something else.
 *
 * <p>The hundreds say where the cause is: 1 the files of the schema, the history and the seeds, 2
 * the order of the history, 3 plans, their questions and whether the database is ready for them, 4
 * the settings of the connection and the server, 5 what the database contains and the migrations
 * that are applied to it, 6 the embedded database, 7 changelogs and reports, 8 the parameters of
 * the build, 9 something around the project.
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
  /** The goal adopt runs in a project that has a schema or a history. */
  ADOPTED_ALREADY(122),

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
  /** The schema declares an external table in another way than the history. */
  EXTERNAL_CHANGED(321),
  /** PostgreSQL refuses the SQL of an object, which the goal plan tried on an embedded server. */
  OBJECT_SQL(322),

  /** The URL or connection string is malformed. */
  CONNECTION_STRING(401),
  /** The URL or connection string contains a placeholder without a value. */
  CONNECTION_PLACEHOLDER(402),
  /** The URL or connection string is of another database system. */
  NOT_POSTGRESQL(403),
  /** The URL contains sslpassword, which could be printed. */
  SSL_PASSWORD(404),
  /** The username or the password contains a character that cannot be sent. */
  CREDENTIALS_TEXT(405),
  /** databaseSchema cannot be the name of a schema. */
  SCHEMA_NAME(406),
  /** A pattern of ignore is malformed. */
  IGNORE_PATTERN(407),
  /** The server's host is unknown, or the network has no route to it. */
  HOST_UNKNOWN(411),
  /** No server listens at the host and port, or it refuses the connection for another reason. */
  SERVER_NOT_FOUND(412),
  /** The server did not answer in time. */
  SERVER_SILENT(413),
  /** The program at the host and port is not PostgreSQL. */
  SERVER_FOREIGN(414),
  /** The server and the URL do not agree on TLS. */
  TLS_FAILED(415),
  /** The server does not accept the username and the password. */
  LOGIN_FAILED(416),
  /** The role may not connect from here, or not to this database. */
  LOGIN_NOT_ALLOWED(417),
  /** The database does not exist on the server. */
  DATABASE_MISSING(418),
  /** The server has no connection left. */
  SERVER_FULL(419),
  /** The server is starting or stopping. */
  SERVER_STARTING(420),
  /** The server is older than PostgreSQL 14. */
  SERVER_TOO_OLD(421),
  /** The URL leads to a connection pooler in transaction mode. */
  POOLER(422),
  /** The connection was lost, and nothing is left half done. */
  CONNECTION_LOST(431),
  /** The connection was lost, and it is not known whether a migration is applied. */
  OUTCOME_UNKNOWN(432),
  /** The lock for appliers was lost several times. */
  LOCK_LOST(433),
  /** The lock for appliers was lost, and another process has applied migrations. */
  APPLIED_MEANWHILE(434),

  /** A row of the database's history table is missing. */
  HISTORY_ROW_MISSING(501),
  /** The database contains the history of another project. */
  HISTORY_OF_OTHER_PROJECT(502),
  /** The database contains the history of another branch. */
  HISTORY_OF_OTHER_BRANCH(503),
  /** A migration was renamed after it was applied. */
  APPLIED_RENAMED(504),
  /** The database has applied migrations that the migrations directory does not have. */
  APPLIED_MISSING(505),
  /** The table with the name of the history table is not one of kizaki. */
  HISTORY_TABLE_FOREIGN(506),
  /** The history table could not be created. */
  HISTORY_TABLE_NOT_CREATED(507),
  /** The database answers, but something in it cannot be read. */
  DATABASE_UNREADABLE(508),
  /** The role lacks rights, or the database allows no writes. */
  RIGHTS_MISSING(509),
  /** Another session is applying migrations, or has written to the history table. */
  APPLIER_BUSY(510),
  /** A statement of a migration failed. */
  MIGRATION_FAILED(511),
  /** Other sessions hold the locks that a migration needs. */
  MIGRATION_BLOCKED(512),
  /** A statement of a migration ran longer than statementTimeout. */
  STATEMENT_TIMEOUT(513),
  /** The server has no room for the locks of a migration. */
  LOCK_TABLE_FULL(514),
  /** The SQL of a migration contains COMMIT or ROLLBACK. */
  TRANSACTION_ENDED(515),
  /** An object that a migration left as it was has changed since the run began. */
  OBJECT_CHANGED_MEANWHILE(516),
  /** Rows of the database do not fit a migration. */
  DATA_CHECK(517),
  /** A statement of a seed failed. */
  SEEDS_FAILED(518),
  /** The goal adopt finds no table that it could manage. */
  NOTHING_TO_ADOPT(519),
  /** The database of the goal adopt already has a history of kizaki. */
  ADOPTED_WITH_HISTORY(520),
  /** The role may not read some of the tables that the goal adopt finds. */
  TABLES_FORBIDDEN(521),
  /** The database changed while the goal adopt read it. */
  CHANGED_WHILE_READ(522),
  /** The adopted migration does not make what the database has, which is a fault of kizaki. */
  ADOPTION_NOT_PROVEN(523),
  /** Some objects of an adopted migration are in the database, but not all of them or others. */
  BASELINE_DIFFERS(524),
  /** The text of an object made something else in the database than it names. */
  OBJECT_MADE_OTHERWISE(525),
  /** A migration in progress is not the next one of the migrations directory. */
  IN_PROGRESS_OTHER_HISTORY(526),
  /** Another version of kizaki has begun the migration in progress. */
  IN_PROGRESS_OTHER_VERSION(527),
  /** The server builds indexes concurrently in a way that can corrupt them. */
  ONLINE_UNSAFE_SERVER(528),
  /** The goal plan would rewrite a migration that is in progress in the database. */
  DRAFT_IN_PROGRESS(529),
  /** What a migration in progress has deleted or written over cannot be taken back. */
  ABORT_IMPOSSIBLE(530),
  /** To take a migration back would delete what others have written into its new columns. */
  ABORT_DELETES_VALUES(531),
  /** A statement of a pending migration cannot be carried out in two phases. */
  PHASES_IMPOSSIBLE(532),
  /** A goal meets a database in which migrations are between the two phases of a deploy. */
  BETWEEN_PHASES(533),
  /** The second phase of a deploy is asked for before the first one. */
  NOT_EXPANDED(534),
  /** Another phase of a migration is in progress. */
  OTHER_PHASE_IN_PROGRESS(535),
  /** Statements of the application would break by a phase of a deploy. */
  STATEMENTS_BREAK(536),

  /** Another process uses the embedded database. */
  EMBEDDED_IN_USE(601),
  /** The build itself uses the embedded database. */
  EMBEDDED_IN_USE_HERE(602),
  /** Sessions use the embedded database. */
  EMBEDDED_SESSIONS(603),
  /** The embedded database has lost its password, its files or its history. */
  EMBEDDED_DAMAGED(604),
  /** Another version of PostgreSQL created the embedded database. */
  EMBEDDED_OTHER_VERSION(605),
  /** There is no embedded PostgreSQL of the version in postgresVersion. */
  POSTGRES_VERSION(606),
  /** PostgreSQL cannot be embedded on this system or in this account. */
  EMBEDDED_UNSUPPORTED(607),
  /** The embedded database cannot be kept in a directory with such a name. */
  EMBEDDED_PATH(608),
  /** The embedded database belongs to another user of the machine. */
  EMBEDDED_OTHER_OWNER(609),
  /** Another program uses the port of the embedded database. */
  EMBEDDED_PORT_TAKEN(610),
  /** No port is free for the embedded database. */
  NO_PORT(611),
  /** A file or directory of the embedded database cannot be read, written or deleted. */
  EMBEDDED_FILES(612),
  /** The programs of PostgreSQL could not be unpacked. */
  BINARIES_NOT_UNPACKED(613),
  /** The user has no home directory for the programs of PostgreSQL. */
  USER_HOME_MISSING(614),
  /** The embedded server did not start. */
  EMBEDDED_NOT_STARTED(615),
  /** The embedded server was stopped, or the machine was too slow for it. */
  EMBEDDED_STOPPED(616),
  /** The embedded server could not be stopped. */
  EMBEDDED_NOT_STOPPED(617),
  /** Another build uses the test database of the module. */
  TEST_DATABASE_IN_USE(618),
  /** A database of the embedded server could not be created, renamed or dropped. */
  EMBEDDED_COMMAND_FAILED(619),
  /** The embedded server cannot record the statements of the tests, or has lost some. */
  STATEMENTS_NOT_RECORDED(620),

  /** Liquibase cannot be loaded from its jars. */
  LIQUIBASE_NOT_LOADED(701),
  /** A program that calls the engine asks for changelogs and gives it no Liquibase. */
  LIQUIBASE_NOT_GIVEN(702),
  /** A changelog that Liquibase may have run differs from the history. */
  CHANGELOG_SHARED(703),
  /** A migration contains a name or a text that Liquibase cannot keep. */
  CHANGELOG_TEXT(704),
  /** The file of outputFile cannot be written. */
  OUTPUT_FILE(711),

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
  /** A parameter is not a size. */
  SIZE(823),
  /** A parameter is not a part of a whole, or is out of range. */
  FRACTION(824),
  /** The property project.build.outputTimestamp is not a time. */
  OUTPUT_TIMESTAMP(825),
  /** The file that the parameter statements names cannot be read. */
  STATEMENTS_UNREADABLE(826),
  /** The file for the statements of the tests is not of kizaki, or cannot be written. */
  COLLECTED_FILE(827),

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
  SERVER_NOT_AVAILABLE(908),
  /** The history on the class path is missing or damaged, or there are several. */
  PACKED_HISTORY(909),
  /** What a bundle contains beside the history cannot be fetched. */
  BUNDLE_NOT_AVAILABLE(910),
  /** The bundle cannot be written. */
  BUNDLE_NOT_WRITABLE(911);

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
