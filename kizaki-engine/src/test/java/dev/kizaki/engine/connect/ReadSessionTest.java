package dev.kizaki.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.Migrations;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a read session reads, and that it changes nothing. */
@FullRun
final class ReadSessionTest {
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void sizesOfTables(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.execute(
          "create table \"We\"\"ird\" (id int)",
          "create table fresh (id int)",
          "create table parted (id int) partition by range (id)",
          "create table part partition of parted default",
          "create view v as select 1",
          "insert into \"We\"\"ird\" select generate_series(1, 1000)",
          "insert into parted select generate_series(1, 1000)",
          "analyze \"We\"\"ird\"",
          "analyze parted");
      TableName weird = new TableName("public", "We\"ird");
      TableName fresh = new TableName("public", "fresh");
      TableName parted = new TableName("public", "parted");
      try (ReadSession session = ReadSession.open(database.sessions())) {
        Map<TableName, TableSize> sizes =
            session.sizes(
                List.of(
                    weird,
                    fresh,
                    parted,
                    new TableName("public", "v"),
                    new TableName("public", "missing")));

        assertThat(sizes).containsOnlyKeys(weird, fresh, parted);
        assertThat(sizes.get(fresh)).isEqualTo(new TableSize(-1, 0));
        assertThat(sizes.get(weird).rows()).isEqualTo(1000);
        assertThat(sizes.get(weird).bytes()).isBetween(40_000L, 100_000L);
        assertThat(sizes.get(parted).rows()).isEqualTo(1000);
        assertThat(sizes.get(parted).bytes()).isBetween(40_000L, 100_000L);
        assertThat(session.sizes(List.of())).isEmpty();
      }
    }
  }

  @Test
  void nothingCanBeWritten() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        ReadTransaction transaction = ReadTransaction.open(database.sessions())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(
                () -> transaction.connection().createStatement().execute("create table a ()"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("read-only transaction");
        transaction.connection().rollback();
      }
      assertThat(database.tables()).isEmpty();
    }
  }

  /** Reading works even if another session holds an exclusive lock on the table. */
  @Test
  void anApplierAtWorkIsSeenAndNotWaitedFor() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      database.execute("create table a (id int default 7 check (id > 0))");
      try (Connection busy = database.connect();
          Statement lock = busy.createStatement();
          Applier applier = database.applier()) {
        busy.setAutoCommit(false);
        lock.execute("lock table a in access exclusive mode");
        assertThat(applier.applied()).isEmpty();
        try (ReadSession session =
            ReadSession.open(database.sessions("public", Duration.ofMillis(50)))) {
          assertThat(session.catalog(List.of("a"))).hasSize(3);
          assertThat(session.lockHolder().orElseThrow().description())
              .contains(", application kizaki) for ");
        }
      }
      try (ReadSession session = ReadSession.open(database.sessions())) {
        assertThat(session.lockHolder()).isEmpty();
      }
    }
  }

  @Test
  void oneStateIsSeenThroughout() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      database.apply(Migrations.of("0001_a", "create table a (id int)"));
      try (ReadSession session = ReadSession.open(database.sessions())) {
        assertThat(session.applied()).hasSize(1);
        try (Applier applier = database.applier()) {
          applier.apply(List.of(Migrations.of("0002_b", "create table b (id int)")));
        }
        assertThat(session.applied()).hasSize(1);
      }
    }
  }
}
