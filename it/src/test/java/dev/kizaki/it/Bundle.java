package dev.kizaki.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A bundle that is run as people run it.
 *
 * @param prefix what stands before {@code java}, for example to run it as another user
 * @param java the program {@code java}
 * @param options options of the JVM
 * @param jar the bundle
 * @param directory the working directory
 * @param variables the variables of the environment that kizaki reads
 */
record Bundle(
    List<String> prefix,
    Path java,
    List<String> options,
    Path jar,
    Path directory,
    Map<String, String> variables) {
  private static final long SECONDS = 180;

  Bundle {
    prefix = List.copyOf(prefix);
    Objects.requireNonNull(java, "java");
    options = List.copyOf(options);
    Objects.requireNonNull(jar, "jar");
    Objects.requireNonNull(directory, "directory");
    variables = Map.copyOf(variables);
  }

  /** How a run has ended. */
  record Ended(int exitCode, String out, String err) {
    /** The lines without the one that names the database, whose port differs from run to run. */
    String lines() {
      StringBuilder lines = new StringBuilder();
      out.lines()
          .filter(line -> !line.startsWith("Database: "))
          .forEach(line -> lines.append(line).append('\n'));
      return lines.toString();
    }
  }

  /** A bundle that this JVM's own {@code java} runs, in its directory. */
  static Bundle of(Path jar) {
    return new Bundle(
        List.of(),
        Path.of(System.getProperty("java.home"), "bin", "java"),
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
        jar,
        jar.toAbsolutePath().getParent(),
        Map.of());
  }

  /** The same bundle with a variable of the environment. */
  Bundle with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Bundle(prefix, java, options, jar, directory, more);
  }

  /** The same bundle, run by another {@code java}. */
  Bundle on(Path otherJava) {
    return new Bundle(prefix, otherJava, options, jar, directory, variables);
  }

  /** Starts a command without waiting for its end. */
  Process start(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(java.toString());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KIZAKI_"));
    builder.environment().putAll(variables);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command. */
  Ended run(String... arguments) {
    return end(start(arguments));
  }

  /** Waits for the end of a command. Neither output is longer than a pipe holds. */
  static Ended end(Process process) {
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the bundle still runs: " + out + err);
      }
      return new Ended(process.exitValue(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
