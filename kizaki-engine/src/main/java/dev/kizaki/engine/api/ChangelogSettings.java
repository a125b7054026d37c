package dev.kizaki.engine.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether and how Liquibase changelogs are written beside the plans.
 *
 * @param on whether {@code plan} writes changelogs and {@code status} checks them. A project that
 *     has a {@code changelog-master.xml} has changelogs even if this is false
 * @param contexts the Liquibase contexts of each change set
 * @param labels the Liquibase labels of each change set
 * @param jars called only when a changelog has to be written
 */
public record ChangelogSettings(
    boolean on, Optional<String> contexts, Optional<String> labels, LiquibaseJars jars) {
  /** No changelog is wanted, and none can be written. */
  public static final ChangelogSettings OFF =
      new ChangelogSettings(
          false,
          Optional.empty(),
          Optional.empty(),
          () -> {
            throw new EnvironmentFailure(
                RefusalCode.LIQUIBASE_NOT_GIVEN,
                """
                Liquibase changelogs must be written, but the caller has not provided Liquibase; \
                pass its jars in the ChangelogSettings.\
                """);
          });

  public ChangelogSettings {
    Objects.requireNonNull(contexts, "contexts");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(jars, "jars");
  }
}
