package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.List;

/** Fetches Liquibase when a changelog has to be written. */
@FunctionalInterface
public interface LiquibaseJars {
  /** The version of {@code org.liquibase:liquibase-core} that writes changelogs. */
  String VERSION = "4.33.0";

  /**
   * Returns Liquibase's jar and the jars of its dependencies.
   *
   * @throws EnvironmentFailure when they could not be resolved
   */
  List<Path> fetch();
}
