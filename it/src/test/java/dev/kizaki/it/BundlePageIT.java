package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The examples of docs/bundle.md. What they run is run here, with a database in place of the one
 * that they name; what only a cluster or a CI server can do is read.
 */
final class BundlePageIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

  private static UserProject project;

  private TestDatabase database;

  @BeforeAll
  static void write() {
    project = UserProject.named("tasks").schema("entity Task {\n  title: string\n}\n");
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();
  }

  @BeforeEach
  void open() {
    database = PostgresServers.version(17).freshDatabase();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** The blocks of the page in a language, in order. */
  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("../docs/bundle.md")))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private static Map<String, Object> yaml(int number) throws IOException {
    return map(new Yaml().load(blocks("yaml").get(number)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  /** What is at a path of keys; a number is the place in a list. */
  private static Object at(Object root, String path) {
    Object value = root;
    for (String key : path.split("/")) {
      value = value instanceof List<?> list ? list.get(Integer.parseInt(key)) : map(value).get(key);
      assertThat(value).as(path).isNotNull();
    }
    return value;
  }

  private static Path jar() {
    return project.directory().resolve("target/tasks-migrations.jar");
  }

  /** A value of an example as it is for this database. */
  private String here(String variable) {
    return switch (variable) {
      case "KIZAKI_URL" -> database.jdbcUrl();
      case "KIZAKI_USERNAME" -> database.username();
      case "KIZAKI_PASSWORD" -> database.password();
      default -> throw new AssertionError("unexpected: " + variable);
    };
  }

  private Bundle bundle(Iterable<String> variables) {
    Bundle bundle = Bundle.of(jar());
    for (String variable : variables) {
      bundle = bundle.with(variable, here(variable));
    }
    return bundle;
  }

  private void assertApplied() {
    assertThat(
            bundle(List.of("KIZAKI_URL", "KIZAKI_USERNAME", "KIZAKI_PASSWORD"))
                .run("status", "--fail-on=pending,database")
                .exitCode())
        .isZero();
  }

  /** Runs a command as a shell does; {@code java} is the one of this JVM. */
  private void shell(Path directory, Map<String, String> variables, String command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", command).directory(directory.toFile());
    builder.environment().putAll(variables);
    builder
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("java.home"), "bin").toString(),
            (path, java) -> java + ":" + path);
    Bundle.Ended ended = Bundle.end(builder.start());
    assertThat(ended.exitCode()).as(command + ended).isZero();
  }

  @Test
  void theGoalAndTheShell() throws IOException {
    List<String> shell = blocks("sh");
    assertThat(shell).hasSize(3);
    assertThat(project.maven(shell.get(0).strip().substring("mvn ".length())).exitCode()).isZero();

    Path password = Files.writeString(project.directory().resolve("secret"), database.password());
    String commands =
        shell
            .get(1)
            .replace("postgresql://db.example.com/tasks", database.jdbcUrl().substring(5))
            .replace("tasks_owner", database.username())
            .replace("/run/secrets/tasks", password.toString());
    shell(jar().getParent(), Map.of(), commands);
    assertApplied();
    assertThat(shell.get(2).lines()).allMatch(line -> line.startsWith("kubectl "));
  }

  @Test
  void theExecutionsOfThePom() throws IOException {
    List<String> executions =
        blocks("xml").stream().filter(block -> block.startsWith("<execution>")).toList();
    assertThat(executions).hasSize(2);
    UserProject bound =
        UserProject.named("tasks-bound").schema(project.read("src/main/inspire/schema.inspire"));
    project.migrations().forEach(bound::write);
    bound.write(
        "pom.xml",
        bound
            .read("pom.xml")
            .replace(
                "      </plugin>",
                "<executions>" + String.join("", executions) + "</executions></plugin>"));
    // A project of packaging pom has no phase for resources, but runs its executions.
    Build build = bound.maven("package");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    assertThat(bound.directory().resolve("target/tasks-bound-migrations.jar")).exists();
    assertThat(bound.directory().resolve("target/classes/META-INF/kizaki/history")).exists();
  }

  @Test
  void theJobOfKubernetes() throws IOException {
    project.maven("kizaki:bundle");
    Object container = at(yaml(0), "spec/template/spec/containers/0");
    List<String> variables =
        list(at(container, "env")).stream().map(each -> (String) map(each).get("name")).toList();
    run(container, variables);
    assertApplied();
  }

  @Test
  void theInitContainerOfKubernetes() throws IOException {
    project.maven("kizaki:bundle");
    Object container = at(yaml(1), "spec/template/spec/initContainers/0");
    List<String> variables = List.of("KIZAKI_URL", "KIZAKI_USERNAME", "KIZAKI_PASSWORD");
    assertThat(Files.readString(Path.of("../docs/bundle.md")))
        .contains(
            "has the keys "
                + variables.stream()
                    .limit(2)
                    .map("`%s`"::formatted)
                    .collect(Collectors.joining(", "))
                + " and `KIZAKI_PASSWORD`");
    run(container, variables);
    run(container, variables);
    assertApplied();
  }

  private void run(Object container, List<String> variables) {
    String[] arguments =
        list(at(container, "args")).stream().map(String.class::cast).toArray(String[]::new);
    Bundle.Ended ended = bundle(variables).run(arguments);
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
  }

  @Test
  void theJobsOfGitHub() throws IOException {
    Map<String, Object> workflow = yaml(2);
    List<String> build = steps(at(workflow, "jobs/build/steps"), "run");
    assertThat(build).containsExactly("mvn -B -ntp package");
    project.maven("-B -ntp package kizaki:bundle");
    assertThat(at(workflow, "jobs/build/steps/3/with/path"))
        .isEqualTo("target/tasks-migrations.jar");

    Map<String, String> variables = new HashMap<>();
    map(at(workflow, "jobs/migrate/env"))
        .forEach(
            (name, value) -> {
              assertThat((String) value).matches("\\$\\{\\{ (vars|secrets)\\.\\w+ }}");
              variables.put(name, here(name));
            });
    List<String> commands = steps(at(workflow, "jobs/migrate/steps"), "run");
    assertThat(commands).hasSize(3);
    for (String command : commands) {
      shell(jar().getParent(), variables, command);
    }
    assertApplied();
  }

  private static List<String> steps(Object steps, String key) {
    List<String> values = new ArrayList<>();
    for (Object step : list(steps)) {
      if (map(step).containsKey(key)) {
        values.add((String) map(step).get(key));
      }
    }
    return values;
  }

  @Test
  void theJobsOfGitLab() throws IOException {
    Map<String, Object> pipeline = yaml(3);
    assertThat(list(at(pipeline, "package/script"))).containsExactly("mvn -B -ntp package");
    project.maven("-B -ntp package kizaki:bundle");
    Map<String, String> variables = new HashMap<>();
    map(at(pipeline, "migrate/variables"))
        .forEach(
            (name, value) -> {
              if (name.startsWith("KIZAKI_")) {
                variables.put(name, here(name));
              }
            });
    for (Object command : list(at(pipeline, "migrate/script"))) {
      shell(project.directory(), variables, (String) command);
    }
    assertApplied();
  }

  /** The commands of the image, on this machine. */
  @Test
  void theLinesOfTheDockerfile() throws IOException {
    project.maven("kizaki:bundle");
    String folder = jar().getParent().toString();
    String dockerfile =
        blocks("dockerfile").get(0).replace("\\\n", " ").replace("/app/", folder + "/");
    List<String> lines = dockerfile.lines().toList();
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("FROM", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD");
    Path archive = Path.of(folder, "tasks-migrations.jsa");
    Files.deleteIfExists(archive);
    shell(jar().getParent(), Map.of(), lines.get(2).substring("RUN ".length()));
    assertThat(archive).isNotEmptyFile();
    String command =
        Stream.of(
                lines.get(4).substring("ENTRYPOINT ".length()),
                lines.get(5).substring("CMD ".length()))
            .flatMap(words -> list(new Yaml().load(words)).stream())
            .map(String.class::cast)
            .collect(Collectors.joining(" "));
    shell(
        jar().getParent(),
        Map.of(
            "KIZAKI_URL", database.jdbcUrl(),
            "KIZAKI_USERNAME", database.username(),
            "KIZAKI_PASSWORD", database.password()),
        command.replace("-jar", "-Xshare:on -jar"));
    assertApplied();
  }
}
