package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.jdbc.DatabaseNote;
import dev.kizaki.engine.jdbc.ParkedDatabases;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process or a server is killed between the two renames that exchange the current database. */
@Timeout(300)
@FullRun
final class KilledExchangeTest {
  private static final String OUTGOING = "parked_aaaaaaaaaaaa";
  private static final String INCOMING = "parked_bbbbbbbbbbbb";
  private static final ParkedDatabases.Exchange EXCHANGE =
      new ParkedDatabases.Exchange(
          "postgres",
          INCOMING,
          Optional.of(OUTGOING),
          new DatabaseNote.Parking(Instant.EPOCH, "0002_ours"));

  @TempDir Path temporary;
  private EmbeddedProject project;

  @BeforeEach
  void twoDatabases() throws Exception {
    project = EmbeddedProject.in(temporary.resolve("project"));
    try (EmbeddedServer server = project.postgres().start()) {
      execute(server, "postgres", "create table ours ()");
      execute(server, "postgres", "create database " + INCOMING);
      execute(server, INCOMING, "create table theirs ()");
    }
  }

  @Test
  void aKilledServerStartsWithTheStateBefore() throws Exception {
    try (EmbeddedServer server = project.postgres().start();
        Connection blocker = connect(server, "template1")) {
      CompletableFuture<Void> exchange = blocked(server, blocker);
      project.process().descendants().forEach(ProcessHandle::destroyForcibly);
      project.process().destroyForcibly();
      assertThatThrownBy(exchange::join).hasCauseInstanceOf(EnvironmentFailure.class);
    }
    repeat();
  }

  @Test
  void aKilledSessionLeavesTheStateBefore() throws Exception {
    try (EmbeddedServer server = project.postgres().start();
        Connection blocker = connect(server, "template1")) {
      CompletableFuture<Void> exchange = blocked(server, blocker);
      execute(
          server,
          "template1",
          "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
      assertThatThrownBy(exchange::join).hasCauseInstanceOf(EnvironmentFailure.class);
    }
    repeat();
  }

  /** Begins the exchange and returns when it waits for the lock of the second rename. */
  private static CompletableFuture<Void> blocked(EmbeddedServer server, Connection blocker)
      throws SQLException, InterruptedException {
    blocker.setAutoCommit(false);
    blocker.createStatement().execute("comment on database postgres is 'blocked'");
    CompletableFuture<Void> exchange = CompletableFuture.runAsync(() -> exchange(server));
    while (query(server, "select 1 from pg_stat_activity where wait_event_type = 'Lock'")
        .isEmpty()) {
      Thread.sleep(20);
    }
    return exchange;
  }

  /** The state is as before, and the same exchange succeeds. */
  private void repeat() throws SQLException {
    try (EmbeddedServer server = project.postgres().start()) {
      assertThat(tables(server, "postgres")).containsExactly("ours");
      assertThat(tables(server, INCOMING)).containsExactly("theirs");
      exchange(server);
      assertThat(tables(server, "postgres")).containsExactly("theirs");
      assertThat(tables(server, OUTGOING)).containsExactly("ours");
      assertThat(query(server, "select datname from pg_database order by 1"))
          .containsExactly(OUTGOING, "postgres", "template0", "template1");
    }
  }

  private static void exchange(EmbeddedServer server) {
    try (ParkedDatabases databases = ParkedDatabases.open(sessions(server))) {
      assertThat(databases.exchange(EXCHANGE)).isEmpty();
    }
  }

  private static Sessions sessions(EmbeddedServer server) {
    return TestRequests.sessions(
        new DatabaseLocation.Server(
            server.jdbcUrl().replace("/postgres", "/template1"),
            Optional.of(server.username()),
            Optional.of(new Secret(server.password()))),
        "public",
        Duration.ofSeconds(60),
        Optional.empty());
  }

  private static List<String> tables(EmbeddedServer server, String database) throws SQLException {
    try (Connection connection = connect(server, database)) {
      return query(
          connection, "select relname from pg_class where relnamespace = 'public'::regnamespace");
    }
  }

  private static List<String> query(EmbeddedServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "template1")) {
      return query(connection, sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  private static void execute(EmbeddedServer server, String database, String sql)
      throws SQLException {
    try (Connection connection = connect(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(EmbeddedServer server, String database) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl().replace("/postgres", "/" + database),
        server.username(),
        server.password());
  }
}
