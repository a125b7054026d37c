package dev.kizaki.maven;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * The parameter of the goals that need the name of the PostgreSQL schema, and the resolution of
 * artifacts that those goals fetch.
 */
abstract class AbstractSchemaMojo extends AbstractKizakiMojo {
  /**
   * The PostgreSQL schema of the tables and of the history table. Default: {@code public}. Example:
   * {@code -Dkizaki.databaseSchema=tasks}.
   */
  @Parameter(property = "kizaki.databaseSchema", defaultValue = "public")
  private String databaseSchema;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
  private RepositorySystemSession repositorySession;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
  private List<RemoteRepository> repositories;

  private final RepositorySystem repositorySystem;

  AbstractSchemaMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = Objects.requireNonNull(repositorySystem, "repositorySystem");
  }

  final String databaseSchema() {
    return databaseSchema;
  }

  final MavenServerArchive serverArchive() {
    return new MavenServerArchive(repositorySystem, repositorySession, repositories);
  }

  final MavenLiquibaseJars liquibaseJars() {
    return new MavenLiquibaseJars(repositorySystem, repositorySession, repositories);
  }

  /** The text without blanks around it; absent if nothing is left. */
  static Optional<String> filter(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(each -> !each.isEmpty());
  }
}
