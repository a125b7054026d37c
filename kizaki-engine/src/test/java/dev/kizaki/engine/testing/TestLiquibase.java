package dev.kizaki.engine.testing;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.LiquibaseJars;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Provides Liquibase from the class path of the tests and counts the requests for it. */
public final class TestLiquibase implements LiquibaseJars {
  private int fetched;

  @Override
  public List<Path> fetch() {
    fetched++;
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().endsWith(".jar"))
        .toList();
  }

  /** How often Liquibase was requested, which happens before changelogs are written. */
  public int fetched() {
    return fetched;
  }

  public ChangelogSettings on() {
    return new ChangelogSettings(true, Optional.empty(), Optional.empty(), this);
  }

  /** Settings of a project that does not set {@code kizaki.liquibase}. */
  public ChangelogSettings off() {
    return new ChangelogSettings(false, Optional.empty(), Optional.empty(), this);
  }
}
