package dev.kizaki.engine.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables count as Liquibase's, and what is read from them. */
@FullRun
final class LiquibaseReaderTest {
  /** The tables as Liquibase creates them. */
  private static final String CHANGES =
      "create table %s (id varchar(255) not null, author varchar(255) not null,"
          + " filename varchar(255) not null, dateexecuted timestamp not null,"
          + " orderexecuted integer not null, exectype varchar(10) not null, md5sum varchar(35),"
          + " description varchar(255))";

  private static final String LOCK =
      "create table %s (id integer not null primary key, locked boolean not null,"
          + " lockgranted timestamp, lockedby varchar(255))";

  private static final Pattern COLUMN =
      Pattern.compile("\\w+(?= (varchar|timestamp|integer|boolean))");

  private static final ExecutedChangeSets TWO =
      new ExecutedChangeSets("0002_labels", List.of(1, 2), OptionalInt.of(2));

  private EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "14, databasechangelog, databasechangeloglock, false",
    "18, databasechangelog, databasechangeloglock, false",
    "18, DATABASECHANGELOG, DATABASECHANGELOGLOCK, true",
    "14, 'a \"b\" ; drop table x', 'l''o\\ck.', true",
  })
  void tablesOfAnyNameAreFound(int major, String changes, String lock, boolean upperCase)
      throws SQLException {
    database.close();
    database = new EngineDatabase(major);
    String quotedChanges = Quoting.qualified("public", changes);
    String quotedLock = Quoting.qualified("public", lock);
    database.execute(
        named(CHANGES, quotedChanges, upperCase),
        named(LOCK, quotedLock, upperCase),
        row(quotedChanges, 1, "0002_labels-1", "EXECUTED"),
        row(quotedChanges, 2, "0002_labels-2", "RERAN"),
        "insert into " + quotedLock + " values (1, true, '2026-03-01 12:00:00', 'a' || chr(27))");

    LiquibaseRecord found = read(database.sessions());
    assertThat(found.executed()).containsExactly(TWO);
    assertThat(found.lock().orElseThrow().description())
        .isEqualTo("a\\u001B since 2026-03-01 12:00:00");
    try (ReadSession session = ReadSession.open(database.sessions())) {
      assertThat(session.catalog(List.of())).isEmpty();
    }
  }

  @Test
  void rowsThatAreNotExecutedChangeSetsOfAMigrationAreIgnored() throws SQLException {
    database.execute(
        CHANGES.formatted("c"),
        row("c", 1, "0002_labels-0", "EXECUTED"),
        row("c", 2, "0002_labels-1", "MARK_RAN"),
        row("c", 3, "0002_labels-1", "FAILED"),
        row("c", 4, "0002_labels-01", "EXECUTED"),
        row("c", 5, "0002_labels-x\u001b", "EXECUTED"),
        "insert into c values ('0002_labels-1', 'alice',"
            + " 'kizaki/public/0002_labels/changelog.xml', now(), 7, 'EXECUTED')",
        "insert into c values ('0002_labels-1', 'kizaki',"
            + " 'kizaki/public/0002_labels/other.xml', now(), 8, 'EXECUTED')",
        "insert into c values ('0002_labels-1', 'kizaki',"
            + " 'kizaki/publi/0002_labels/changelog.xml', now(), 9, 'EXECUTED')");
    assertThat(read(database.sessions()))
        .isEqualTo(new LiquibaseRecord(true, List.of(), Optional.empty()));
  }

  /** Reading a view would run SQL that another user wrote. */
  @Test
  void viewsAndForeignTablesAreNotRead() throws SQLException {
    database.execute(
        CHANGES.formatted("kept"),
        row("kept", 1, "0002_labels-1", "EXECUTED"),
        "create function trap() returns boolean language plpgsql as"
            + " $$begin raise 'was run'; end$$",
        "create view databasechangelog as select * from kept where trap()",
        "create materialized view copied as select * from kept",
        "create extension file_fdw",
        "create server files foreign data wrapper file_fdw",
        "create foreign table far () inherits (kept) server files options (filename '/nowhere')");
    assertThat(read(database.sessions()).executed())
        .containsExactly(new ExecutedChangeSets("0002_labels", List.of(1), OptionalInt.of(1)));
    database.execute("drop table kept cascade");
    assertThat(read(database.sessions())).isEqualTo(LiquibaseRecord.NONE);
  }

  @Test
  void tablesWithOtherColumnTypesAreIgnored() throws SQLException {
    database.execute(
        "create domain word as varchar",
        CHANGES.formatted("c").replace("exectype varchar(10)", "exectype word"),
        CHANGES.formatted("d").replace("orderexecuted integer", "orderexecuted text"),
        CHANGES.formatted("e").replace("md5sum", "\"Md5sum\""),
        row("c", 1, "0002_labels-1", "EXECUTED"));
    assertThat(read(database.sessions())).isEqualTo(LiquibaseRecord.NONE);
    try (ReadSession session = ReadSession.open(database.sessions())) {
      assertThat(session.catalog(List.of())).hasSize(4);
    }
  }

  /** User-defined functions with the names of PostgreSQL's are not run. */
  @Test
  void userDefinedFunctionsAreNotRun() throws SQLException {
    database.execute(
        CHANGES.formatted("c"),
        row("c", 1, "0002_labels-1", "EXECUTED"),
        row("c", 2, "0002_labels-2", "EXECUTED"),
        LOCK.formatted("l"),
        "insert into l values (1, true, '2026-03-01 12:00:00', 'a')",
        "create function starts_with(varchar, varchar) returns boolean language plpgsql as"
            + " $$begin raise 'was run'; end$$",
        "create function to_char(timestamp, varchar) returns text language plpgsql as"
            + " $$begin raise 'was run'; end$$");
    assertThat(read(database.sessions()).executed()).containsExactly(TWO);
  }

  /**
   * Without the privilege to read, or with rows hidden by policies, nothing is reported and nothing
   * fails.
   */
  @Test
  void unreadableTablesAreIgnored() throws SQLException {
    String role = "reader_" + Long.toString(System.nanoTime(), 36);
    database.execute(
        "create schema hidden",
        CHANGES.formatted("hidden.c"),
        row("hidden.c", 1, "0002_labels-1", "EXECUTED"),
        row("hidden.c", 2, "0002_labels-2", "EXECUTED"),
        LOCK.formatted("l"),
        "insert into l values (1, true, '2026-03-01 12:00:00', 'a')",
        "create role " + role + " login password 'x'");
    try {
      Sessions sessions =
          TestRequests.sessions(
              new DatabaseLocation.Server(
                  database.url(), Optional.of(role), Optional.of(new Secret("x"))),
              "public",
              Duration.ofSeconds(5),
              Optional.empty());
      assertThat(read(sessions)).isEqualTo(LiquibaseRecord.NONE);
      database.execute("grant select on hidden.c to " + role);
      assertThat(read(sessions)).isEqualTo(LiquibaseRecord.NONE);
      database.execute("grant usage on schema hidden to " + role);
      assertThat(read(sessions).executed()).containsExactly(TWO);
      database.execute("grant select on l to " + role);
      assertThat(read(sessions).lock()).isPresent();
      database.execute(
          "alter table hidden.c enable row level security",
          "alter table l enable row level security");
      assertThat(read(sessions)).isEqualTo(LiquibaseRecord.NONE);
    } finally {
      database.execute("drop owned by " + role, "drop role " + role);
    }
  }

  /** The reader waits for a table that Liquibase is altering, and then reports it as unreadable. */
  @Test
  void aLockedTableIsReportedAsUnreadable() throws SQLException {
    database.execute(CHANGES.formatted("c"));
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table c");
      Sessions impatient = database.sessions("public", Duration.ofMillis(200));
      assertThat(catchThrowable(() -> read(impatient)))
          .hasMessage(
              "Liquibase's tables of "
                  + database.address()
                  + " could not be read: canceling statement due to lock timeout. Correct that, then run again.");
    }
  }

  private static LiquibaseRecord read(Sessions sessions) {
    try (ReadSession session = ReadSession.open(sessions)) {
      return session.liquibase();
    }
  }

  private static String named(String definition, String table, boolean upperCase) {
    Matcher column = COLUMN.matcher(definition);
    String columns =
        upperCase
            ? column.replaceAll(each -> '"' + each.group().toUpperCase(Locale.ROOT) + '"')
            : definition;
    return columns.formatted(table);
  }

  private static String row(String table, int order, String id, String type) {
    return "insert into "
        + table
        + " values ('"
        + id
        + "', 'kizaki', 'kizaki/public/"
        + id.replaceAll("-.*", "")
        + "/changelog.xml', now(), "
        + order
        + ", '"
        + type
        + "')";
  }
}
