package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Loss, open questions and failing checks stand out; without the escapes the text is the same. */
final class StyleIT {
  private static final String ESCAPE = "\033[";

  @Test
  void colourAddsNothingButEscapes() throws SQLException, IOException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("style")
              .using(database)
              .schema(
                  "entity Task { title: string  done: boolean }\nentity Note { text: string }\n");
      project.maven("kizaki:plan kizaki:apply");
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("insert into note (text) values ('a')");
      }
      project.schema("entity Task { title: string }\nentity Note { text: string  weight: int }\n");

      assertThat(
              styled(project.maven("kizaki:plan -Dstyle.color=always").log(), "- drop Task.done"))
          .isTrue();
      List<String> plan = project.maven("kizaki:plan -Dstyle.color=always").log();
      assertThat(styled(plan, "Data loss: the values of Task.done are deleted.")).isTrue();
      assertThat(styled(plan, "Resolve ")).isTrue();
      assertThat(styled(plan, "Next: ")).isFalse();
      assertThat(plain(plan)).isEqualTo(project.maven("kizaki:plan").transcript());
      project.maven("kizaki:plan", Map.of("resolve", "Note.weight backfill none"));
      List<String> dryRun = project.maven("kizaki:dry-run -Dstyle.color=always").log();
      assertThat(styled(dryRun, "check: ")).isTrue();
      assertThat(plain(dryRun)).isEqualTo(project.maven("kizaki:dry-run").transcript());
      // Maven itself may print escapes behind its last line.
      assertThat(project.maven("kizaki:dry-run").log())
          .noneMatch(line -> line.startsWith("[") && line.contains(ESCAPE));

      project.maven("kizaki:status -Dkizaki.format=json -Dstyle.color=always");
      try (Stream<java.nio.file.Path> files = Files.walk(project.directory())) {
        assertThat(files.filter(Files::isRegularFile))
            .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("\033"));
      }
    }
  }

  /** Whether the line with this text has an escape before the text, behind Maven's own label. */
  private static boolean styled(List<String> log, String text) {
    return log.stream()
        .filter(line -> line.contains(text))
        .anyMatch(line -> line.matches(".*] .*\033\\[[0-9;]+m *\\Q" + text + "\\E.*"));
  }

  private static String plain(List<String> log) {
    return Transcript.of(log.stream().map(line -> line.replaceAll("\033\\[[0-9;]*m", "")).toList());
  }
}
