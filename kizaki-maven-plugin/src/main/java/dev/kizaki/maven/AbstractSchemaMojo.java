package dev.kizaki.maven;

import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/** The parameter of the goals that need the name of the PostgreSQL schema. */
abstract class AbstractSchemaMojo extends AbstractArtifactMojo {
  /**
   * The PostgreSQL schema of the tables and of the history table. Default: {@code public}. Example:
   * {@code -Dkizaki.databaseSchema=tasks}.
   */
  @Parameter(property = "kizaki.databaseSchema", defaultValue = "public")
  private String databaseSchema;

  AbstractSchemaMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  final String databaseSchema() {
    return databaseSchema;
  }

  /** The text without blanks around it; absent if nothing is left. */
  static Optional<String> filter(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(each -> !each.isEmpty());
  }
}
