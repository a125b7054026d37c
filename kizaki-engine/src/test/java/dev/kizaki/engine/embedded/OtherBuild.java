package dev.kizaki.engine.embedded;

import dev.kizaki.engine.testing.TestBinaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second JVM that uses an embedded server. It prints {@code ready <url>} when the server runs, or
 * the failure, and closes the server when it reads a line.
 */
public final class OtherBuild implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private OtherBuild(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream()));
  }

  /** Runs in the other JVM: project, major, cache, archives. */
  public static void main(String[] arguments) throws IOException {
    try (AutoCloseable server = open(arguments)) {
      System.out.println("ready " + server);
      System.in.read();
    } catch (Exception e) {
      System.out.println(e.getMessage());
    }
  }

  /** Starts or joins a server; its text is the URL. */
  public static AutoCloseable open(String... arguments) {
    Path archives = Path.of(arguments[3]);
    BinaryCache cache =
        new BinaryCache(
            Path.of(arguments[2]),
            ServerPlatform.current(),
            (platform, version) ->
                archives.resolve(platform.artifactId() + "-" + version.binaries() + ".jar"));
    return new EmbeddedPostgres(Path.of(arguments[0]), PostgresVersion.parse(arguments[1]), cache)
        .start();
  }

  public static OtherBuild launch(Path project, int major) throws IOException {
    return launch(project, major, TestBinaries.folder().resolve("unpacked"));
  }

  static OtherBuild launch(Path project, int major, Path cache) throws IOException {
    return launch(
        List.of(),
        System.getProperty("java.class.path"),
        List.of(
            project.toString(),
            String.valueOf(major),
            cache.toString(),
            TestBinaries.folder().toString()));
  }

  static OtherBuild launch(List<String> prefix, String classPath, List<String> arguments)
      throws IOException {
    List<String> commandLine = new ArrayList<>(prefix);
    commandLine.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    commandLine.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath));
    commandLine.add(OtherBuild.class.getName());
    commandLine.addAll(arguments);
    return new OtherBuild(new ProcessBuilder(commandLine).redirectErrorStream(true).start());
  }

  /** The next line that it printed: the URL or the failure. */
  public String nextLine() {
    try {
      String line = output.readLine();
      return String.valueOf(line).replaceFirst("^ready ", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long processId() {
    return process.pid();
  }

  /** Ends it like a successful build. */
  void finish() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    process.waitFor();
  }

  /** SIGTERM, like Ctrl-C. */
  void interrupt() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
