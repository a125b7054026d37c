package dev.kizaki.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.apply.MigrationTransaction;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The behaviour of the driver's internal parser on which {@link MigrationTransaction} relies. */
final class DriverParserTest {
  private static List<String> sent(String sql) throws SQLException {
    List<NativeQuery> queries = Parser.parseJdbcSql(sql, true, false, true, false, false);
    return queries.stream().map(query -> query.nativeSql).toList();
  }

  @Test
  void oneStatementIsSentAsItIsWritten() throws SQLException {
    for (String sql : List.of("select 1", "select ';' -- a", "select $$;?$$", "select E'\\';'")) {
      assertThat(sent(sql)).containsExactly(sql);
    }
  }

  @Test
  void aFinalSemicolonIsNotSent() throws SQLException {
    assertThat(sent("select 1;")).containsExactly("select 1");
  }

  @Test
  void statementsAreSplitAtSemicolons() throws SQLException {
    assertThat(sent("select 1; select 2")).hasSize(2);
  }

  @Test
  void anEscapedQuestionMarkIsSentShorter() throws SQLException {
    assertThat(sent("select a ?? 'b'")).containsExactly("select a ? 'b'");
  }
}
