package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.HostileTexts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other sessions, rows and history rows whose texts contain control sequences for a terminal. */
@FullRun
final class HostileSessionsTest {
  private static final String NASTY = "a\u001b[31m\n\u202e\"';--";

  private static void printable(Throwable thrown) {
    assertThat(
            thrown.getMessage().codePoints().filter(each -> each != '\n').map(Character::getType))
        .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
  }

  /** User, application and query of a session are shown on one line. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aSessionInTheWay(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      String role = Quoting.identifier(NASTY);
      database.execute(
          "create table task (id int)", "create role " + role + " login password 'x' superuser");
      try (Connection busy = DriverManager.getConnection(database.url(), NASTY, "x");
          Statement lock = busy.createStatement()) {
        lock.setEscapeProcessing(false);
        lock.execute("set application_name = " + Quoting.string(NASTY));
        busy.setAutoCommit(false);
        lock.execute("lock table task /* \u001b[2J\n\u202e */ in access exclusive mode");
        assertThatThrownBy(
                () ->
                    database.apply(
                        database.sessions("public", Duration.ofMillis(100)),
                        List.of(Migrations.of("0001_a", "alter table task add v int"))))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining(" (user a\\u001B[31m \\u202E\"';--, application a")
            .hasMessageContaining("lock table task /* \\u001B[2J \\u202E */ in access")
            .satisfies(HostileSessionsTest::printable);
      } finally {
        database.execute("drop role " + role);
      }
    }
  }

  /** PostgreSQL's messages contain values of rows. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aRowInTheWay(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.execute("create table task (v text)");
      for (String text : HostileTexts.ALL) {
        database.execute("truncate task");
        try (Connection connection = database.connect();
            PreparedStatement insert =
                connection.prepareStatement("insert into task values (?), (?)")) {
          insert.setString(1, text);
          insert.setString(2, text);
          insert.execute();
        }
        assertThatThrownBy(
                () ->
                    database.apply(
                        Migrations.of("0001_a", "alter table task add constraint u unique (v)")))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("Detail: Key (v)=(")
            .satisfies(HostileSessionsTest::printable);
        assertThat(database.query("select v from task")).containsExactly(text, text);
      }
    }
  }

  /** A row that was not written by kizaki. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aRowOfTheHistory(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.apply(Migrations.of("0001_a", "select 1"));
      for (String text : HostileTexts.ALL) {
        try (Connection connection = database.connect();
            PreparedStatement update =
                connection.prepareStatement(
                    "update __kizaki_migration set name = ?, digest = ?, applied_by = ?")) {
          update.setString(1, text);
          update.setString(2, text);
          update.setString(3, text);
          update.execute();
        }
        try (ReadSession session = ReadSession.open(database.sessions())) {
          List<AppliedMigration> rows = session.applied();
          assertThat(rows).hasSize(1);
          assertThatThrownBy(() -> AppliedHistory.requireBeginning(rows, List.of(), false))
              .isInstanceOf(Refusal.class)
              .satisfies(HostileSessionsTest::printable);
        }
      }
    }
  }
}
