package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.object.ObjectCommand;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.sql.SeedScript;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.StatementFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads files of SQL. */
final class SqlReading {
  /** Each search for a command reads the whole text. */
  private static final int MOST_FOUND = 5;

  private SqlReading() {}

  /** Reads the text of an object. What its commands make can be dropped, replaced and found. */
  static void object(String text) {
    ObjectScript script = ObjectScript.of(text);
    script.words();
    script.madeNames();
    script.dropCommands();
    List<String> replacing = script.replaceCommands().orElse(List.of());
    replacing.stream().limit(MOST_FOUND).forEach(each -> script.offset(each, 1));
    script.leavesOut(ObjectScript.of("create view a as select 1; comment on view a is 'x'"));
    for (ObjectCommand each : script.commands().stream().limit(MOST_FOUND).toList()) {
      assertThat(text).contains(each.text());
      script.offset(each.text(), each.text().length());
    }
  }

  /** Reads the statements of an application; each of them, alone in a file, is itself. */
  static void statements(byte[] bytes, Path folder) throws IOException {
    Path file = folder.resolve("statements.sql");
    Files.write(file, bytes);
    List<ApplicationStatement> statements = StatementFile.read(file);
    assertThat(statements).isNotEmpty();
    for (ApplicationStatement each : statements) {
      assertThat(tokens(each.text())).isEqualTo(each.text());
    }
  }

  /** Reads a seed. */
  static void seed(String text) {
    SeedScript.of("seed.sql", text);
    assertThat(tokens(text)).isEqualTo(text);
  }

  private static String tokens(String text) {
    return SqlTokens.of(text).stream().map(SqlTokens.Token::text).collect(Collectors.joining());
  }
}
