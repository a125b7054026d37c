package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about adopting a database, followed to the letter: SQL runs in the database, each
 * command prints what stands below it, the first schema and the plan are those that are written,
 * and the second schema is the change. Run with {@code -Dkizaki.test.rewrite=true} to write the
 * present outputs into the page.
 */
@FullRun
class AdoptPageTest {
  private static final Path PAGE = Path.of("../docs/adopt.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(sql|console|inspire|plan)\\n(.*?)^```$");

  @TempDir private Path root;
  private boolean adopted;

  @Test
  void followedToTheLetter() throws Exception {
    String page = Files.readString(PAGE);
    StringBuilder present = new StringBuilder();
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase project = new AdoptedDatabase(root, database);
      int end = 0;
      for (MatchResult block : BLOCK.matcher(page).results().toList()) {
        present.append(page, end, block.start());
        present.append("```").append(block.group(1)).append('\n');
        present.append(present(block.group(1), block.group(2), project)).append("```");
        end = block.end();
      }
      present.append(page.substring(end));
    }
    if (ExpectedTexts.areRewritten()) {
      Files.writeString(PAGE, present);
    }
    assertThat(present.toString()).isEqualTo(page);
  }

  private String present(String kind, String text, AdoptedDatabase project) throws Exception {
    switch (kind) {
      case "sql" -> {
        project.with(text);
        return text;
      }
      case "console" -> {
        String command = text.lines().findFirst().orElseThrow();
        return command + "\n" + output(command, project);
      }
      case "inspire" -> {
        if (adopted) {
          Files.writeString(project.schemaFile(), text);
          return text;
        }
        adopted = true;
        return project.schema();
      }
      default -> {
        try (var folders = Files.list(root.resolve("migrations"))) {
          Path last = folders.filter(Files::isDirectory).sorted().reduce((a, b) -> b).orElseThrow();
          return Files.readString(last.resolve("plan.migration"));
        }
      }
    }
  }

  private static String output(String command, AdoptedDatabase project) {
    switch (command) {
      case "$ mvn kizaki:adopt" -> {
        RecordedLines lines = new RecordedLines();
        project.adopt(lines);
        return lines.text();
      }
      case "$ mvn kizaki:plan" -> {
        return project.plan();
      }
      case "$ mvn kizaki:apply" -> {
        return project.apply();
      }
      default -> {
        assertThat(command).isEqualTo("$ mvn kizaki:status");
        return project.statusOfDefault();
      }
    }
  }
}
