package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tutorial, followed to the letter. A file is written where the page shows it, a plan must be
 * the one that the page shows, and each command must print what the page shows below it. Run with
 * {@code -Dkizaki.test.rewrite=true} to write the present outputs into the page.
 */
final class TutorialIT {
  private static final Path PAGE = Path.of("../docs/tutorial.md");
  private static final String URL = "jdbc:postgresql://db.example.com/tasks";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("`([\\w./]+\\.\\w+)`[^`]*$");
  private static final Pattern ARGUMENT = Pattern.compile("([^\\s\"]*)\"([^\"]*)\"|(\\S+)");

  private final List<String> blocks = new ArrayList<>();
  private final List<String> present = new ArrayList<>();

  @Test
  void followedToTheLetter() throws IOException, SQLException {
    String page = Files.readString(PAGE);
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("tutorial").environment("TASKS_PASSWORD", database.password());
      List<MatchResult> found = BLOCK.matcher(page).results().toList();
      for (MatchResult block : found) {
        blocks.add(block.group());
        present.add(present(block, page, project, database));
      }
    }
    if (ExpectedTexts.areRewritten()) {
      String rewritten = page;
      int from = 0;
      for (int index = 0; index < blocks.size(); index++) {
        int at = rewritten.indexOf(blocks.get(index), from);
        rewritten =
            rewritten.substring(0, at)
                + present.get(index)
                + rewritten.substring(at + blocks.get(index).length());
        from = at + present.get(index).length();
      }
      Files.writeString(PAGE, rewritten);
    }
    assertThat(present).isEqualTo(blocks);
  }

  /** Does what the block says, and returns the block with what the project holds or prints. */
  private static String present(
      MatchResult block, String page, UserProject project, TestDatabase database) {
    String kind = block.group(1);
    String text = block.group(2);
    switch (kind) {
      case "xml" -> project.write("pom.xml", pom(text, database));
      case "inspire" -> project.write(fileBefore(block, page), text);
      case "plan" -> {
        return "```plan\n" + project.read(fileBefore(block, page)) + "```";
      }
      case "console" -> {
        String command = text.lines().findFirst().orElseThrow();
        return "```console\n" + command + "\n" + output(command, project, database) + "```";
      }
      default -> assertThat(text).isEqualTo("mvn install -DskipTests\n");
    }
    return block.group();
  }

  /** The last file name before the block. */
  private static String fileBefore(MatchResult block, String page) {
    Matcher file = FILE.matcher(page.substring(0, block.start()));
    assertThat(file.find()).isTrue();
    return file.group(1);
  }

  private static String pom(String text, TestDatabase database) {
    return text.replace(URL, database.jdbcUrl())
        .replace("<username>tasks<", "<username>" + database.username() + "<")
        .replace("0.1.0-SNAPSHOT", UserProject.property("it.version"));
  }

  private static String output(String command, UserProject project, TestDatabase database) {
    assertThat(command).startsWith("$ mvn ");
    Build build = project.maven(arguments(command.substring("$ mvn ".length())));
    List<String> lines = new ArrayList<>(Transcript.whole(build.log()).lines().toList());
    assertThat(lines.get(0)).startsWith("$ kizaki:");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("BUILD SUCCESS");
    StringBuilder printed = new StringBuilder();
    for (String line : lines.subList(1, lines.size() - 1)) {
      printed.append(line.replace(database.jdbcUrl(), URL)).append('\n');
    }
    return printed.toString();
  }

  private static List<String> arguments(String command) {
    List<String> arguments = new ArrayList<>();
    ARGUMENT
        .matcher(command)
        .results()
        .forEach(
            part ->
                arguments.add(
                    part.group(3) == null ? part.group(1) + part.group(2) : part.group(3)));
    return arguments;
  }
}
