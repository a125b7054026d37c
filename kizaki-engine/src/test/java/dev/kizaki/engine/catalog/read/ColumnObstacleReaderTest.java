package dev.kizaki.engine.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.online.TableFacts;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others have made for a column keeps a change of its type in one transaction. */
@FullRun
final class ColumnObstacleReaderTest {
  private static final TableName TABLE = new TableName("public", "t");
  private static final Set<String> OWN = Set.of("t_pkey", "t_a_idx", "t_a_key", "t_a_fkey");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = PostgresServers.version(18).freshDatabase();
    connection = database.connect();
    execute("create table p (id int primary key)");
    execute(
        """
        create table t (
          id int primary key, a int not null unique references p, b int,
          c int generated always as identity)\
        """);
    execute("create index t_a_idx on t (a)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void whatTheSchemaHasIsNoObstacle() throws SQLException {
    execute("create statistics s on a, b from t");
    execute("comment on column t.a is 'it'; grant select (a) on t to public");
    assertThat(obstacle("a")).isEmpty();
    assertThat(obstacle("b")).isEmpty();
    assertThat(obstacle("c")).isEmpty();
    assertThat(obstacle("id")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create index mine on t (b, a) | index mine uses the column
          create index mine on t ((a + 1)) | index mine uses the column
          create index mine on t (b) where a > 1 | index mine uses the column
          alter table t add constraint mine check (a > b) | constraint mine on table t uses the column
          alter table t add constraint mine exclude (a with =) | constraint mine on table t uses the column
          create table r (a int references t (a)) | constraint r_a_fkey on table r uses the column
          alter table t add d int generated always as (a + 1) stored | default value for column d of table t uses the column
          create trigger mine before update of a on t for each row execute function suppress_redundant_updates_trigger() | trigger mine on table t uses the column
          create view v as select a from t | rule _RETURN on view v uses the column
          create policy mine on t using (a > 1) | policy mine on table t uses the column
          create sequence s owned by t.a | sequence s uses the column
          create publication p for table t (id, a) | publication of table t in publication p uses the column
          comment on constraint t_a_key on t is 'it' | constraint t_a_key has a comment
          create publication p for table t; alter table t replica identity nothing | the table is published without a replica identity
          """)
  void whatOthersHaveMadeIsOne(String sql, String reason) throws SQLException {
    execute(sql);
    assertThat(obstacle("a")).contains(reason);
  }

  @Test
  void rightsThatAnotherRoleHasGrantedAreOne() throws SQLException {
    execute("grant select (a) on t to pg_monitor with grant option");
    execute("set role pg_monitor; grant select (a) on t to public; reset role");
    assertThat(obstacle("a")).contains("rights on the column were granted by pg_monitor");
  }

  /** Only their owner, and who may become that role, can make them again for it. */
  @Test
  void statisticsOfAnotherRoleAreOneForWhoMayNotBecomeIt() throws SQLException {
    execute("create statistics s on a, b from t");
    assertThat(obstacle("a")).isEmpty();
    execute("set role pg_monitor");
    assertThat(obstacle("a")).contains("statistics s belong to another role");
    assertThat(obstacle("c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "create domain d as int,                                          d,             false",
    "create domain d as int check (value > 0),                        d,             true",
    "create domain d as int not null,                                 public.d,      true",
    "create domain \"My d\" as int not null,                          \"My d\",        true",
    "create domain e as int not null; create domain d as e,           d,             true",
    "create domain d as int not null,                                 bad,           false",
    "create domain d as int not null,                                 d[],           false"
  })
  void aDomainWithConstraintsIsOne(String sql, String type, boolean rewrites) throws SQLException {
    execute(sql);
    assertThat(obstacle("b", type).filter(each -> each.endsWith(" rewrite the table")).isPresent())
        .isEqualTo(rewrites);
  }

  @Test
  void aColumnThatDoesNotExistYetIsOne() throws SQLException {
    assertThat(obstacle("x")).contains("the migration gives the column its name or adds it");
  }

  @Test
  void publishedTablesAreKnown() throws SQLException {
    assertThat(facts().published()).isFalse();
    execute("create publication p for all tables");
    assertThat(facts().published()).isTrue();
  }

  private TableFacts facts() throws SQLException {
    return TableFactsReader.read(connection, List.of(TABLE)).get(TABLE);
  }

  private Optional<String> obstacle(String column) throws SQLException {
    return obstacle(column, "bigint");
  }

  private Optional<String> obstacle(String column, String type) throws SQLException {
    ReplacedColumn replaced = new ReplacedColumn(TABLE, column, type, OWN);
    return Optional.ofNullable(
        ColumnObstacleReader.read(connection, List.of(replaced)).get(replaced));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
