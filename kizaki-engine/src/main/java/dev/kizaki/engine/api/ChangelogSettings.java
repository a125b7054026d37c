package dev.kizaki.engine.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether and how Liquibase changelogs stand beside the plans.
 *
 * @param on whether {@code plan} writes them, and {@code status} asks for them, in a project that
 *     has none yet; one that has a {@code changelog-master.xml} goes on with it
 * @param contexts the Liquibase contexts of each change set
 * @param labels the Liquibase labels of each change set
 * @param jars asked only when one is to be written
 */
public record ChangelogSettings(
    boolean on, Optional<String> contexts, Optional<String> labels, LiquibaseJars jars) {
  /** None are asked for, and none can be written. */
  public static final ChangelogSettings OFF =
      new ChangelogSettings(
          false,
          Optional.empty(),
          Optional.empty(),
          () -> {
            throw new EnvironmentFailure(
                "Liquibase changelogs are to be written, and whoever called gave no Liquibase.");
          });

  public ChangelogSettings {
    Objects.requireNonNull(contexts, "contexts");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(jars, "jars");
  }
}
