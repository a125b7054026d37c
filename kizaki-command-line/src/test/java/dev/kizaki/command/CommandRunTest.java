package dev.kizaki.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.PackedHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program prints, and how it ends, before a database is needed. */
final class CommandRunTest {
  private static final String ADVICE =
      "\nRun `java -jar tasks-migrations.jar --help` to see the commands and options.\n";

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void pack() throws IOException {
    Path index = directory.resolve("META-INF/kizaki/history");
    Files.createDirectories(index.getParent());
    Files.writeString(
        index,
        PackedHistory.index(
            "migrations", List.of(new PackedHistory.Entry("0001_initial", "a".repeat(64)))));
  }

  private ExitCode run(Map<String, String> variables, String... arguments) {
    out.reset();
    err.reset();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      return new CommandRun(
              "java -jar tasks-migrations.jar", variables, loader, stream(out), stream(err))
          .run(List.of(arguments));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ExitCode run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFileOfStatementsMustBeAPath() {
    assertThat(run("apply", "--url=postgresql://localhost:1/x", "--statements=a\0b"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo(
            "error: The file of statements, a\\u0000b, cannot be read: this is no path." + ADVICE);
  }

  @Test
  void helpNamesEachCommandAndOption() {
    assertThat(run("--help")).isEqualTo(ExitCode.SUCCESS);
    assertThat(out()).startsWith("Usage: java -jar tasks-migrations.jar <command> [options]\n");
    assertThat(out())
        .contains(Arrays.stream(Command.values()).map(Command::word).toList())
        .contains(
            Arrays.stream(Option.values())
                .map(each -> each == Option.PASSWORD ? each.variable() : each.option())
                .collect(Collectors.toList()));
    assertThat(out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(err()).isEmpty();

    run("abort", "--help");
    assertThat(out())
        .startsWith("Usage: java -jar tasks-migrations.jar abort [options]\n")
        .contains("--drop-data", "--url")
        .doesNotContain("--target", "dry-run");
  }

  @Test
  void versionNeedsNoHistory() {
    assertThat(run("--version")).isEqualTo(ExitCode.SUCCESS);
    assertThat(out()).startsWith("kizaki ");
  }

  @Test
  void wrongUsageIsExitCodeTwo() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo(
            "error: No command is named; the commands are: apply, dry-run, status, abort."
                + ADVICE);
    assertThat(run("apply")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo(
            "error: No database is named; set --url or KIZAKI_URL, such as"
                + " postgresql://db.example.com/tasks."
                + ADVICE);
    assertThat(run("apply", "--url=postgresql://h/d", "--lock-timeout=soon"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .startsWith("error: The parameter lock-timeout is \"soon\", which is not a duration; ")
        .contains(" [KIZ805]\n");
    assertThat(run("apply", "--format=xml")).isEqualTo(ExitCode.USAGE);
    assertThat(run("status", "--url=postgresql://h/d", "--fail-on=drift,pending"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .startsWith(
            "error: fail-on contains drift, which only the sources show; leave in history, pending"
                + " or database, or run `mvn kizaki:status` in the project.");
    assertThat(out()).isEmpty();
  }

  @Test
  void aPasswordInTheAddressOnTheCommandLineIsRefused() {
    assertThat(run("apply", "--url=postgresql://ann:secret@h/d")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .startsWith("error: The address in --url contains a password, and other users")
        .doesNotContain("secret");
    assertThat(run("apply", "--url=jdbc:postgresql://h/d?password=secret"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err()).doesNotContain("secret");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsExitCodeThree() {
    Map<String, String> variables =
        Map.of("KIZAKI_URL", "postgresql://ann:secret@localhost:1/tasks");
    assertThat(run(variables, "status")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err())
        .startsWith("error: Cannot connect to localhost:1/tasks")
        .doesNotContain("secret", "-Dkizaki", "mvn ");
    assertThat(run(variables, "apply", "--format=json")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(out().lines().toList())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"type\":\"error\",\"code\":\"KIZ412\",\"text\":\"Cannot connect to ");
    assertThat(out()).endsWith("{\"type\":\"end\",\"exitCode\":3}\n");
  }

  @Test
  void aMissingHistoryIsExitCodeThree() throws IOException {
    Files.delete(directory.resolve("META-INF/kizaki/history"));
    assertThat(run("apply", "--url=postgresql://h/d")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err())
        .isEqualTo(
            "error: The class path contains no history of kizaki (META-INF/kizaki/history). Build"
                + " it again with `mvn kizaki:bundle`. [KIZ909]\n");
  }

  @Test
  void jsonIsPrintedAlsoForWrongArguments() {
    run("apply", "--format=json", "--urll=x");
    assertThat(out())
        .isEqualTo(
            """
            {"type":"error","code":null,"text":"--urll is not an option; did you mean --url?\
            \\nRun `java -jar tasks-migrations.jar --help` to see the commands and options."}
            {"type":"end","exitCode":2}
            """);
    assertThat(err()).isEmpty();
    run(Map.of("KIZAKI_FORMAT", "json"), "apply", "--urll=x");
    assertThat(out()).startsWith("{\"type\":\"error\"");
  }

  @Test
  void theNameOfTheProgramIsTheOneThatTheUserTyped() {
    assertThat(ProgramName.of("/app/tasks-migrations.jar"))
        .isEqualTo("java -jar /app/tasks-migrations.jar");
    assertThat(ProgramName.of("my dir/a.jar")).isEqualTo("java -jar \"my dir/a.jar\"");
    assertThat(ProgramName.of("classes:a.jar".replace(':', java.io.File.pathSeparatorChar)))
        .isEqualTo("java dev.kizaki.command.Main");
    assertThat(ProgramName.of("")).isEqualTo("java dev.kizaki.command.Main");
  }

  @Test
  void messagesNameThisProgramUnlessAGoalNeedsTheSources() {
    ProgramNames names = new ProgramNames("java -jar a.jar");
    var never =
        new dev.kizaki.engine.api.CommandNames.Setting("online", java.util.Optional.of("never"));
    var resolve =
        new dev.kizaki.engine.api.CommandNames.Setting("resolve", java.util.Optional.empty());
    assertThat(names.command("apply", List.of(never)))
        .contains("java -jar a.jar apply --online=never");
    assertThat(names.command("abort", List.of(never))).isEmpty();
    assertThat(names.command("plan", List.of())).isEmpty();
    assertThat(names.setting(never)).contains("--online=never");
    assertThat(names.setting(resolve)).isEmpty();
  }
}
