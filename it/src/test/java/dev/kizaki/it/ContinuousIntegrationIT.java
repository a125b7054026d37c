package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of the recipes for CI servers, in a project whose build has a status gate. */
final class ContinuousIntegrationIT {
  private static final Pattern RECIPE = Pattern.compile("(?ms)^```(?:yaml|groovy)\\n(.*?)^```$");
  private static final Pattern COMMAND = Pattern.compile("mvn ([-\\w ]+)");
  private static final String GATE =
      """
              <executions><execution><goals><goal>validate</goal><goal>status</goal></goals></execution></executions>
            </plugin>\
      """;

  @Test
  void theBuildFailsWhenAMigrationIsForgotten() throws IOException {
    UserProject project = UserProject.named("continuous-integration");
    project.write("pom.xml", project.read("pom.xml").replace("      </plugin>", GATE));
    project.schema("entity Task { title: string }");
    project.maven("kizaki:plan");
    String command = command();
    assertThat(project.maven(command).exitCode()).isZero();

    project.schema("entity Task { title: string  dueDate: datetime? }");
    Build forgotten = project.maven(command);
    assertThat(forgotten.exitCode()).isOne();
    assertThat(forgotten.transcript())
        .contains("Source drift: 1 change", "- add Task.dueDate: datetime?", "BUILD FAILURE");
  }

  /** The command of all recipes, without {@code mvn}. */
  private static String command() throws IOException {
    List<String> recipes =
        RECIPE
            .matcher(Files.readString(Path.of("../docs/ci.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(recipes).hasSize(3);
    Set<String> commands =
        recipes.stream()
            .flatMap(recipe -> COMMAND.matcher(recipe).results())
            .map(found -> found.group(1).strip())
            .collect(Collectors.toSet());
    assertThat(commands).containsExactly("-B -ntp verify");
    return commands.iterator().next();
  }
}
