package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.testing.FullRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a pooler in transaction mode nothing is changed, but reading works. */
@FullRun
final class PoolerCheckTest {
  @ParameterizedTest
  @CsvSource({"1, IN_TURN", "2, LAST_USED_FIRST", "2, IN_TURN", "3, LAST_USED_FIRST", "3, IN_TURN"})
  void aPoolerInTransactionModeIsRefused(int size, PoolingProxy.Order order) throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        PoolingProxy pooler = new PoolingProxy(database.port(), size, order)) {
      Sessions sessions = database.sessionsThrough(pooler.port());
      for (int i = 0; i < size; i++) {
        ReadSession.open(sessions).close(); // others have used the pool before
      }
      assertThatThrownBy(
              () ->
                  database.apply(
                      sessions, List.of(Migrations.of("0001_a", "create table a (id int)"))))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              sessions.address()
                  + " is a connection pooler in transaction mode, where the lock between two"
                  + " appliers does not hold; use the URL of the PostgreSQL server itself, or of a"
                  + " pool in session mode.");
      assertThat(database.tables()).isEmpty();
      assertThat(database.query("select count(*) from pg_locks where locktype = 'advisory'"))
          .containsExactly("0");
    }
  }

  @Test
  void readingLeaksNothingToOthers() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        PoolingProxy pooler =
            new PoolingProxy(database.port(), 1, PoolingProxy.Order.LAST_USED_FIRST)) {
      Sessions sessions = database.sessionsThrough(pooler.port());
      try (ReadSession session = ReadSession.open(sessions)) {
        assertThat(session.applied()).isEmpty();
      }
      try (var connection = sessions.connect();
          var statement = connection.createStatement()) {
        statement.execute("create table written (id int)");
        try (var row = statement.executeQuery("show search_path")) {
          row.next();
          assertThat(row.getString(1)).isEqualTo("\"$user\", public");
        }
      }
    }
  }
}
