package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation, followed to the letter in a project: a file is written where the
 * page shows it, a plan must be the one that the page shows, and each command must print what the
 * page shows below it. With {@code -Dkizaki.test.rewrite=true} the present outputs are written into
 * the page.
 */
final class FollowedPage {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("`([\\w./]+\\.\\w+)`[^`]*$");
  private static final Pattern ARGUMENT = Pattern.compile("([^\\s\"]*)\"([^\"]*)\"|(\\S+)");

  private static final String SERVER = "-Dkizaki.serverId=tasks-production";

  private final Path page;
  private final String url;
  private final UserProject project;
  private final TestDatabase database;

  /**
   * @param page its name under {@code docs}
   * @param url the URL in the page that stands for the database
   */
  FollowedPage(String page, String url, UserProject project, TestDatabase database) {
    this.page = Path.of("../docs", page);
    this.url = url;
    this.project = project;
    this.database = database;
  }

  /** Follows the whole page and requires that it shows what happens. */
  void follow() throws IOException {
    String text = Files.readString(page);
    List<String> blocks = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      blocks.add(block.group());
      present.add(present(block, text));
    }
    if (ExpectedTexts.areRewritten()) {
      Files.writeString(page, rewritten(text, blocks, present));
    }
    assertThat(present).isEqualTo(blocks);
  }

  private static String rewritten(String text, List<String> blocks, List<String> present) {
    String rewritten = text;
    int from = 0;
    for (int index = 0; index < blocks.size(); index++) {
      int at = rewritten.indexOf(blocks.get(index), from);
      rewritten =
          rewritten.substring(0, at)
              + present.get(index)
              + rewritten.substring(at + blocks.get(index).length());
      from = at + present.get(index).length();
    }
    return rewritten;
  }

  /** Does what the block says, and returns the block with what the project holds or prints. */
  private String present(MatchResult block, String text) {
    String content = block.group(2);
    switch (block.group(1)) {
      case "xml" -> project.write("pom.xml", pom(content));
      case "inspire" -> project.write(fileBefore(block, text), content);
      case "plan", "text" -> {
        return "```" + block.group(1) + "\n" + project.read(fileBefore(block, text)) + "```";
      }
      case "diff" -> change(fileBefore(block, text), content);
      case "console" -> {
        String command = content.lines().findFirst().orElseThrow();
        return "```console\n" + command + "\n" + output(command) + "```";
      }
      case "properties" -> assertThat(project.read(fileBefore(block, text))).contains(content);
      default -> assertThat(content).isEqualTo("mvn install -DskipTests\n");
    }
    return block.group();
  }

  /** Makes a change of the form that {@code diff} prints, without its line numbers. */
  private void change(String file, String difference) {
    String before = lines(difference, "+");
    String whole = project.read(file);
    assertThat(whole).contains(before);
    project.write(file, whole.replace(before, lines(difference, "-")));
  }

  /** The lines that do not start with this character, without their first one. */
  private static String lines(String difference, String without) {
    return difference
        .lines()
        .filter(line -> !line.startsWith(without))
        .map(line -> line.substring(1) + "\n")
        .collect(Collectors.joining());
  }

  /** The last file name before the block. */
  private static String fileBefore(MatchResult block, String text) {
    Matcher file = FILE.matcher(text.substring(0, block.start()));
    assertThat(file.find()).isTrue();
    return file.group(1);
  }

  private String pom(String text) {
    return text.replace(url, database.jdbcUrl())
        .replace("<username>tasks<", "<username>" + database.username() + "<")
        .replace("0.1.0-SNAPSHOT", UserProject.property("it.version"));
  }

  private String output(String command) {
    assertThat(command).startsWith("$ mvn ");
    Build build = project.maven(arguments(here(command.substring("$ mvn ".length()))));
    List<String> lines = new ArrayList<>(Transcript.whole(build.log()).lines().toList());
    assertThat(lines.get(0)).as(String.join("\n", build.log())).startsWith("$ kizaki:");
    assertThat(lines.get(lines.size() - 1))
        .as(String.join("\n", build.log()))
        .isEqualTo("BUILD SUCCESS");
    StringBuilder printed = new StringBuilder();
    for (String line : lines.subList(1, lines.size() - 1)) {
      printed.append(line.replace(database.jdbcUrl(), url)).append('\n');
    }
    return printed.toString();
  }

  /** The command with this database instead of the page's. */
  private String here(String command) {
    return command
        .replace(url, database.jdbcUrl())
        .replace(
            SERVER,
            "-Dkizaki.username=%s -Dkizaki.password=%s"
                .formatted(database.username(), database.password()));
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
