package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * The request to {@link Kizaki#bundle}.
 *
 * @param output what is written
 */
public record BundleRequest(Project project, Output output) {
  /** What is written. */
  public sealed interface Output {}

  /**
   * A jar that runs on its own.
   *
   * @param file the jar
   * @param time the time of its entries; seconds that are odd are rounded down
   */
  public record Executable(Path file, Instant time, BundleJars jars) implements Output {
    public Executable {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(jars, "jars");
    }
  }

  /**
   * Only the history, for the class path of an application.
   *
   * @param directory a directory of classes or resources
   */
  public record Resources(Path directory) implements Output {
    public Resources {
      Objects.requireNonNull(directory, "directory");
    }
  }

  public BundleRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(output, "output");
  }
}
