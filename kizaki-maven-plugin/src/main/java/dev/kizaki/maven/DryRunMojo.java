package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.parameter.OnlineParameters;
import dev.kizaki.engine.parameter.PhaseWord;
import dev.kizaki.engine.parameter.RenamesWord;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.io.File;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Reports what {@code apply} would do to the database and how safe that is: the statements of each
 * pending migration, and what each one locks, reads, rewrites or deletes. The connection is
 * read-only.
 */
@Mojo(name = "dry-run", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class DryRunMojo extends AbstractDeployableMojo {
  /**
   * Whether to print the exact SQL under each statement. Default: {@code false}. Example: {@code
   * -Dkizaki.sql}.
   */
  @Parameter(property = "kizaki.sql", defaultValue = "false")
  private boolean sql;

  /**
   * Whether to report what {@code apply} would do with {@code -Dkizaki.allowDrift}, although a
   * person or another tool has changed what the migrations made. Default: {@code false}, which
   * means that the goal fails if the database has drifted. Example: {@code -Dkizaki.allowDrift}.
   */
  @Parameter(property = "kizaki.allowDrift", defaultValue = "false")
  private boolean allowDrift;

  /**
   * Which statements {@code apply} would carry out in stages that block no reader or writer for
   * longer than a moment. {@code auto} means those that would block others while they read or write
   * the rows of a table larger than {@code onlineThreshold}; {@code never} means none, so that each
   * migration is one transaction; {@code always} means all for which there is such a way. Default:
   * {@code auto}. Example: {@code -Dkizaki.online=never}.
   */
  @Parameter(property = "kizaki.online", defaultValue = "auto")
  private String online;

  /**
   * The size that a table must exceed for {@code online=auto}: that of its rows on disk, without
   * indexes. A number with a unit, {@code kB}, {@code MB}, {@code GB} or {@code TB}, or a number of
   * bytes. Default: {@code 16 MB}. Example: {@code -Dkizaki.onlineThreshold="1 GB"}.
   */
  @Parameter(property = "kizaki.onlineThreshold", defaultValue = "16 MB")
  private String onlineThreshold;

  /**
   * The part of the pending migrations to report: {@code expand} or {@code contract}, as for {@code
   * apply}. Default: none, which means the whole migrations. Example: {@code
   * -Dkizaki.phase=expand}.
   */
  @Parameter(property = "kizaki.phase")
  private String phase;

  /**
   * How the old and the new version find a renamed field between the phases of a deploy. {@code
   * views} means that a view shows the column by both names, and that a field has two columns only
   * where no view can stand for its table; {@code columns} means two columns for each, which a
   * trigger keeps in step, so that the table keeps its name. Default: {@code views}. Example:
   * {@code -Dkizaki.renames=columns}.
   */
  @Parameter(property = "kizaki.renames", defaultValue = "views")
  private String renames;

  /**
   * A file with statements of the application, separated by semicolons, for {@code phase}. They are
   * checked beside those that the server has recorded in {@code pg_stat_statements}: whether each
   * still works when the phase is done. A relative path starts at the directory of the module.
   * Default: none, which means only what the server has recorded. Example: {@code
   * -Dkizaki.statements=src/main/sql/statements.sql}.
   */
  @Parameter(property = "kizaki.statements")
  private File statements;

  /**
   * Whether to go on with {@code phase} although statements of the application would break.
   * Default: {@code false}, which means that the goal fails and names them. Example: {@code
   * -Dkizaki.allowBrokenStatements}.
   */
  @Parameter(property = "kizaki.allowBrokenStatements", defaultValue = "false")
  private boolean allowBrokenStatements;

  @Inject
  DryRunMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.dryRun(
        new DryRunRequest(
            project,
            database,
            sql,
            allowDrift,
            OnlineParameters.read(online, onlineThreshold),
            PhaseWord.read(phase),
            new StatementSettings(
                Optional.ofNullable(statements).map(File::toPath), allowBrokenStatements),
            RenamesWord.read(renames)));
  }
}
