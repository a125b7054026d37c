package dev.kizaki.engine.faults;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** A separate JVM that applies the history of a project. */
final class ApplyingClient {
  private final Process process;

  private ApplyingClient(Process process) {
    this.process = process;
  }

  /**
   * Runs in the other JVM. The arguments are the project's root, URL, user and password of the
   * database, and whether to apply in stages wherever possible.
   */
  public static void main(String[] arguments) {
    Project project = SweptProject.project(Path.of(arguments[0]));
    DatabaseSettings database = FaultServer.database(arguments[1], arguments[2], arguments[3]);
    SweptProject.apply(
        project,
        database,
        Boolean.parseBoolean(arguments[4]) ? OnlineSettings.ALWAYS : OnlineSettings.NEVER);
  }

  static ApplyingClient launch(SweptProject swept, String url) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ApplyingClient.class.getName(),
            swept.project().root().toString(),
            url,
            swept.server().username(),
            swept.server().password(),
            Boolean.toString(swept.online().mode() == OnlineSettings.Mode.ALWAYS));
    return new ApplyingClient(
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Sends SIGKILL and waits until the process has ended. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Waits until it has ended or was killed.
   *
   * @return the exit code; 137 if it was killed
   */
  int end() throws InterruptedException {
    return process.waitFor();
  }
}
