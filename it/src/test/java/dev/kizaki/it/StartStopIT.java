package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The project {@code src/it/start-stop} as two modules that are built at the same time. Maven is
 * killed between {@code start} and {@code stop}.
 */
@DisabledOnOs(OS.WINDOWS)
final class StartStopIT {
  private static final Path EXAMPLE = Path.of("src/it/start-stop");
  private static final List<String> MODULES = List.of("tasks", "orders");
  private static final String TEST = "src/test/java/example/TaskIT.java";

  /** The test of a module does not end while this file exists. */
  private static final String HOLD = "hold";

  private static final String WAITING = "held";

  @Test
  void theNextBuildRecoversFromAKillBetweenStartAndStop() throws Exception {
    UserProject project = project();
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();

    for (String module : MODULES) {
      project.write(module + "/" + HOLD, "");
    }
    try (RunningBuild build = project.launch("-T 2 verify")) {
      assertThat(build.kill(running -> allWait(project))).as("%s", build.printed()).isTrue();
    }
    for (String module : MODULES) {
      // The tests have committed their rows, and the server still runs.
      try (Connection connection = embedded(project, module).connect("kizaki_test")) {
        assertThat(DatabaseText.column(connection, "select count(*) from task"))
            .containsExactly("1");
      }
      Files.delete(project.directory().resolve(module).resolve(HOLD));
    }

    Build stop = project.maven("kizaki:stop");
    assertThat(stop.exitCode()).isZero();
    assertThat(stop.log())
        .filteredOn("[INFO] Nothing to stop: kizaki:start has not run in this build."::equals)
        .hasSize(MODULES.size());

    Build build = project.maven("-T 2 verify");
    assertThat(build.exitCode()).as("%s", build.log()).isZero();
    assertThat(build.log()).filteredOn("[INFO] Test database released."::equals).hasSize(2);
    assertThat(build.log())
        .filteredOn(line -> line.startsWith("[INFO] Test database at 0001_initial: jdbc:"))
        .doesNotHaveDuplicates()
        .hasSize(2);
    for (String module : MODULES) {
      assertThat(project.read(module + "/target/failsafe-reports/TEST-example.TaskIT.xml"))
          .contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
      embedded(project, module).assertAtRest();
    }

    build = project.maven("kizaki:start");
    assertThat(build.exitCode()).as("%s", build.log()).isZero();
    for (String module : MODULES) {
      embedded(project, module).assertAtRest();
    }
  }

  private static boolean allWait(UserProject project) {
    return MODULES.stream()
        .allMatch(module -> Files.exists(project.directory().resolve(module).resolve(WAITING)));
  }

  private static EmbeddedFolder embedded(UserProject project, String module) {
    return new EmbeddedFolder(project.directory().resolve(module));
  }

  /**
   * A project from the example's dependencies and plugins for both modules, its schema and its
   * test.
   */
  private static UserProject project() throws IOException {
    UserProject project = UserProject.named("start-stop-killed");
    project.write(
        "pom.xml",
        text("pom.xml")
            .replace("@project.version@", UserProject.property("it.version"))
            .replace("@dep.junit.version@", UserProject.property("it.junitVersion"))
            .replace("@dep.postgresql.version@", UserProject.property("it.postgresqlVersion"))
            .replace(
                "<artifactId>start-stop</artifactId>", "<artifactId>start-stop-killed</artifactId>")
            .replace(
                "  <version>1</version>\n\n",
                "  <version>1</version>\n  <packaging>pom</packaging>\n\n"));
    project.modules(MODULES.toArray(String[]::new));
    for (String module : MODULES) {
      project.write(
          module + "/pom.xml",
          project.read(module + "/pom.xml").replace("  <packaging>pom</packaging>\n", ""));
      project.write(
          module + "/src/main/inspire/task.inspire", text("src/main/inspire/task.inspire"));
      project.write(module + "/" + TEST, waitingTest(text(TEST)));
    }
    return project;
  }

  /** The example's test, changed so that it waits after it has written its row. */
  private static String waitingTest(String test) {
    String wait =
        """
              java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "");
              while (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                Thread.sleep(20);
              }
        """
            .formatted(WAITING, HOLD);
    String row = "values ('write')\");\n";
    assertThat(test).contains(row).contains("throws SQLException");
    return test.replace(row, row + wait).replace("throws SQLException", "throws Exception");
  }

  private static String text(String file) throws IOException {
    return Files.readString(EXAMPLE.resolve(file));
  }
}
