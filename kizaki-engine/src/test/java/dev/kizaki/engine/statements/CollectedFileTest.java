package dev.kizaki.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements as a server records them, in the file that the check reads. */
final class CollectedFileTest {
  private static final Set<String> NAMES = Set.of("task", "Übersicht; alle");

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      textBlock =
          """
          `/* 7 */ select 1\n\tfrom task -- x\n where id = $1/**/and $2` ^ select 1 from task where id = $1 and $2
          select a ? b from task                                         ^ select a ?? b from task
          select a ?| array[b] from TASK                                 ^ select a ??| array[b] from TASK
          select a ? b from task where id = $1                           ^ select a ? b from task where id = $1
          select * from task where at > DATE $12 - interval $2 day       ^ select * from task where at > $12::DATE - $2::interval day
          select date from task where id = $1                            ^ select date from task where id = $1
          `select 'a;'\n  'b?' from task`                                ^ `select 'a;'\n'b?' from task`
          select $$ ; $$, 'a''b' from "Übersicht; alle"                  ^ select $$ ; $$, 'a''b' from "Übersicht; alle"
          """)
  void aStatementIsWrittenSoThatItIsReadAsTheSame(String recorded, String written) {
    Set<String> statements = CollectedFile.statements(List.of(recorded.translateEscapes()), NAMES);
    assertThat(statements).containsExactly(written.translateEscapes());
    Path file = root.resolve("statements.sql");
    CollectedFile.write(file, statements);
    assertThat(StatementFile.read(file))
        .extracting(ApplicationStatement::text)
        .containsExactlyElementsOf(statements);
  }

  @Test
  void statementsThatNameNothingOfTheSchemaAreLeftOut() {
    assertThat(
            CollectedFile.statements(
                List.of(
                    "select relname from pg_class",
                    "select 'task'",
                    "insert into __kizaki_migration values ($1)",
                    "select 2 from Task",
                    "select 1 from \"task\""),
                NAMES))
        .containsExactly("select 1 from \"task\"", "select 2 from Task");
  }
}
