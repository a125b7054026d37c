package dev.kizaki.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether and how Liquibase changelogs stand beside the plans.
 *
 * @param on whether {@code plan} writes them
 * @param contexts the Liquibase contexts of each change set
 * @param labels the Liquibase labels of each change set
 * @param jars asked only when one is to be written
 */
public record ChangelogSettings(
    boolean on, Optional<String> contexts, Optional<String> labels, LiquibaseJars jars) {
  public ChangelogSettings {
    Objects.requireNonNull(contexts, "contexts");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(jars, "jars");
  }
}
