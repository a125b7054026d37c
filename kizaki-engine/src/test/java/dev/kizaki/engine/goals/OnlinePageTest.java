package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about changes that block nobody, followed to the letter: each schema is planned when the
 * one before it is applied, SQL runs in the database, at once or while a stage runs, and each
 * command prints what stands below it. Run with {@code -Dkizaki.test.rewrite=true} to write the
 * present outputs into the page.
 */
@FullRun
class OnlinePageTest {
  private static final Path PAGE = Path.of("../docs/online.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(sql|console|inspire)\\n(.*?)^```$");
  private static final String WHILE = "-- while: ";

  @TempDir private Path root;
  private AppliedProject project;
  private Optional<String> stage = Optional.empty();
  private String meanwhile = "";

  @Test
  void followedToTheLetter() throws Exception {
    String page = Files.readString(PAGE);
    StringBuilder present = new StringBuilder();
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      project = new AppliedProject(root, database);
      int end = 0;
      for (MatchResult block : BLOCK.matcher(page).results().toList()) {
        present.append(page, end, block.start());
        present.append("```").append(block.group(1)).append('\n');
        present.append(present(block.group(1), block.group(2))).append("```");
        end = block.end();
      }
      present.append(page.substring(end));
    }
    if (ExpectedTexts.areRewritten()) {
      Files.writeString(PAGE, present);
    }
    assertThat(present.toString()).isEqualTo(page);
  }

  private String present(String kind, String text) throws Exception {
    switch (kind) {
      case "sql" -> sql(text);
      case "inspire" -> change(text);
      default -> {
        String command = text.lines().findFirst().orElseThrow();
        return command + "\n" + output(command);
      }
    }
    return text;
  }

  private void sql(String text) throws SQLException {
    if (text.startsWith(WHILE)) {
      stage = text.lines().findFirst().map(line -> line.substring(WHILE.length()));
      meanwhile = text;
    } else {
      execute(text);
    }
  }

  private void execute(String command) throws SQLException {
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** The first schema is the database of the page. */
  private void change(String schema) throws Exception {
    boolean first = !Files.exists(root.resolve("migrations"));
    if (!first) {
      apply(new RecordedLines());
    }
    AppliedProject.write(root, "src/main/inspire/schema.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
    if (first) {
      apply(new RecordedLines());
    }
  }

  /** What differs from run to run is written as the page has it. */
  private String output(String command) {
    RecordedLines lines = new RecordedLines();
    String failure = "";
    try {
      run(command, lines);
    } catch (Refusal refusal) {
      failure = refusal.getMessage() + "\n";
    }
    return (lines.text() + failure)
        .replaceAll(
            "\\((rows unknown|about [0-9]+ rows), [0-9.]+ [kM]B\\)", "(about 5000 rows, 1.0 MB)")
        // Where a note is wrapped depends on the numbers.
        .replaceAll(
            "lock,\\s+blocks\\s+reads\\s+and\\s+writes", "lock,\n          blocks reads and writes")
        .replaceAll("since 20[0-9TZ.:-]+", "since 2026-11-30T09:40:12Z");
  }

  private void run(String command, RecordedLines lines) {
    String[] words = command.split(" ");
    switch (words[2]) {
      case "kizaki:apply" -> apply(lines);
      case "kizaki:dry-run" ->
          new Kizaki(lines)
              .dryRun(
                  new DryRunRequest(
                      AppliedProject.project(root),
                      project.database(),
                      command.endsWith("-Dkizaki.sql"),
                      false,
                      OnlineSettings.ALWAYS));
      default -> {
        assertThat(command).isEqualTo("$ mvn kizaki:status");
        new Kizaki(lines)
            .status(
                TestRequests.status(
                    AppliedProject.project(root), project.database(), Set.of(), Optional.empty()));
      }
    }
  }

  private void apply(RecordedLines lines) {
    Reporter interrupting =
        new Reporter() {
          @Override
          public void info(String line) {
            lines.info(line);
            if (stage.filter(line::endsWith).isPresent()) {
              stage = Optional.empty();
              try {
                execute(meanwhile);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            }
          }

          @Override
          public void warn(String line) {
            lines.warn(line);
          }

          @Override
          public void database(String line) {
            lines.database(line);
          }

          @Override
          public void next(String line) {
            lines.next(line);
          }
        };
    new Kizaki(interrupting)
        .apply(
            new ApplyRequest(
                AppliedProject.project(root),
                project.database(),
                Optional.empty(),
                false,
                false,
                OnlineSettings.ALWAYS));
  }
}
