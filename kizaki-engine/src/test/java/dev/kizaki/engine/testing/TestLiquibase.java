package dev.kizaki.engine.testing;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.LiquibaseJars;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Liquibase from the tests' own class path, and how often it was asked for. */
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

  /** How often a changelog was about to be written. */
  public int fetched() {
    return fetched;
  }

  public ChangelogSettings on() {
    return new ChangelogSettings(true, Optional.empty(), Optional.empty(), this);
  }

  /** As in a project whose pom does not say it. */
  public ChangelogSettings off() {
    return new ChangelogSettings(false, Optional.empty(), Optional.empty(), this);
  }
}
