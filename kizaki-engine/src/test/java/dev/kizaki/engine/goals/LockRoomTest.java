package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that needs more locks than its server has room for. */
@FullRun
final class LockRoomTest {
  private static final int ENTITIES = 500;
  private static final Pattern ADVICE =
      Pattern.compile(
          "\n0001_initial holds about (\\d+) locks at once, and the server has room for"
              + " max_locks_per_transaction \\* \\(max_connections \\+"
              + " max_prepared_transactions\\)\\. Set max_locks_per_transaction in the server's"
              + " configuration to (\\d+) \\(with 100 connections\\), restart the server and run"
              + " the goal again, or plan the new entities in several migrations\\.\n");

  @TempDir Path root;

  /** 10 is the smallest value that PostgreSQL allows. */
  @Test
  void theAdviceNamesAFigureThatIsEnough() throws Exception {
    AppliedProject.write(root, "src/main/inspire/schema.inspire", schema());
    try (EmbeddedServer server = server()) {
      new Kizaki(new RecordedLines())
          .plan(AppliedProject.planning(AppliedProject.project(root), at(server)));
      set(server, 10);
    }
    Matcher advice;
    try (EmbeddedServer server = server()) {
      RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> apply(server));
      assertThat(failure).hasMessageContaining("out of shared memory (53200)");
      advice = ADVICE.matcher(failure.getMessage());
      assertThat(advice.find()).as(failure.getMessage()).isTrue();
      set(server, Integer.parseInt(advice.group(2)));
    }
    try (EmbeddedServer server = server()) {
      countLocks(server);
      apply(server);
      int estimated = Integer.parseInt(advice.group(1));
      int held = Integer.parseInt(query(server, "select max(locks) from public.lock_count"));
      assertThat(estimated).isCloseTo(held, within(held / 100));
    }
  }

  /** A key, a unique, an index for the reference, a sequence and texts for each entity. */
  private static String schema() {
    return IntStream.range(0, ENTITIES)
        .mapToObj(
            index ->
                """
                entity Part%1$d {
                  id: int = autoincrement() @primaryKey
                  name: string @unique
                  parent: Part%1$d.id?
                }
                """
                    .formatted(index))
        .collect(Collectors.joining());
  }

  /**
   * Records after the commands of the last table, which is the last by its name, how many objects
   * are in the table of locks. Several modes of one object are one entry there.
   */
  private static void countLocks(EmbeddedServer server) throws SQLException {
    execute(
        server,
        "create table public.lock_count (locks int)",
        """
        create function public.count_locks() returns event_trigger language plpgsql as $$
        begin
          if exists (select from pg_catalog.pg_event_trigger_ddl_commands()
              where object_identity = 'public.part99') then
            insert into public.lock_count
              select count(distinct (locktype, relation, classid, objid)) from pg_catalog.pg_locks
              where pid = pg_catalog.pg_backend_pid() and not fastpath;
          end if;
        end $$
        """,
        """
        create event trigger count_locks on ddl_command_end
          when tag in ('ALTER TABLE') execute function public.count_locks()
        """);
  }

  private EmbeddedServer server() {
    return new EmbeddedPostgres(root, TestBinaries.version(18), TestBinaries.cache()).start();
  }

  private static void set(EmbeddedServer server, int locks) throws SQLException {
    execute(server, "alter system set max_locks_per_transaction = " + locks);
  }

  private void apply(EmbeddedServer server) {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(AppliedProject.project(root), at(server), Optional.empty()));
  }

  private static DatabaseSettings at(EmbeddedServer server) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            server.jdbcUrl(),
            Optional.of(server.username()),
            Optional.of(new Secret(server.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static void execute(EmbeddedServer server, String... commands) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static String query(EmbeddedServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
  }
}
