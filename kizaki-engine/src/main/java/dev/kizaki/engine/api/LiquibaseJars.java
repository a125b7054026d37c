package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.List;

/** Where Liquibase is to be had once a changelog is to be written. */
@FunctionalInterface
public interface LiquibaseJars {
  /** The version of {@code org.liquibase:liquibase-core} that writes changelogs. */
  String VERSION = "4.33.0";

  /**
   * Liquibase's jar and those it needs.
   *
   * @throws EnvironmentFailure when they cannot be had
   */
  List<Path> fetch();
}
