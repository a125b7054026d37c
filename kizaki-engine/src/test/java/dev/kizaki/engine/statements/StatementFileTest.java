package dev.kizaki.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementFileTest {
  @TempDir Path root;

  private Path file(String text) throws IOException {
    return Files.writeString(root.resolve("statements.sql"), text);
  }

  @Test
  void semicolonsOutsideOfQuotesAndCommentsSeparateStatements() throws IOException {
    Path file =
        file(
            """
            -- of the list; page
            select id, ';' from task; /* ; */

            insert into task
              values (?) ; ;
            select $$;$$
            """);
    assertThat(StatementFile.read(file))
        .extracting(each -> each.source() + " " + each.excerpt())
        .containsExactly(
            "statements.sql:2 select id, ';' from task",
            "statements.sql:4 insert into task values (?)",
            "statements.sql:6 select $$;$$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select 1; select 'x | line 1: ' is never closed
          -- nothing          | it has no statement
          """)
  void aFileWithoutStatementsIsRefused(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> StatementFile.read(file))
        .hasMessage(
            """
            The statements of the application cannot be read from %s: %s. Name a file of statements \
            that are separated by semicolons, as -Dkizaki.statements=statements.sql.\
            """
                .formatted(file, problem));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    assertThatThrownBy(() -> StatementFile.read(root.resolve("missing.sql")))
        .hasMessageContaining("missing.sql: there is no such file.");
    Path latin = root.resolve("latin.sql");
    Files.write(latin, "select 'é'".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> StatementFile.read(latin))
        .hasMessageContaining("latin.sql: it is not text in UTF-8.");
  }
}
