package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Fetches what a bundle contains beside the history, when a bundle has to be written. */
@FunctionalInterface
public interface BundleJars {
  /** The class with which {@code java -jar} starts the bundle. */
  String MAIN_CLASS = "dev.kizaki.command.Main";

  /**
   * A jar of the bundle.
   *
   * @param name its artifact and version, such as {@code postgresql-42.7.14}
   */
  record Jar(String name, Path file) {
    public Jar {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(file, "file");
    }
  }

  /**
   * Returns the command line with all that it needs at run time.
   *
   * @throws EnvironmentFailure when they could not be resolved
   */
  List<Jar> fetch();
}
