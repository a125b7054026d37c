package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.parameter.AheadWord;
import dev.kizaki.engine.parameter.OnlineParameters;
import dev.kizaki.engine.parameter.PhaseWord;
import dev.kizaki.engine.parameter.RenamesWord;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.io.File;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Applies the pending migrations of the committed history to a database, each in its own
 * transaction. The first migration that fails is rolled back and reported; the migrations before it
 * stay applied. In a phase of the build the goal requires a configured database, so that a
 * misconfigured deployment cannot report success on the embedded one.
 *
 * <p>If the embedded database has the history of another branch, the goal takes back the database
 * that {@code reset} parked for this one. In a new embedded database it runs the seeds, {@code
 * <schemaDirectory>/seed/*.sql}.
 */
@Mojo(
    name = "apply",
    defaultPhase = LifecyclePhase.DEPLOY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class ApplyMojo extends AbstractDeployableMojo {
  static final String NO_DATABASE =
      """
      kizaki:apply runs from a phase of the build, but no database is configured; set url with \
      serverId (or username and password), or connectionString. The embedded database is used only \
      when you run `mvn kizaki:apply` yourself.\
      """;

  /**
   * The last migration to apply: its name, its number alone, or its name without the number if only
   * one migration has it. Default: none, which means that all migrations are applied. Example:
   * {@code -Dkizaki.target=0007_add_status}.
   */
  @Parameter(property = "kizaki.target")
  private String target;

  /**
   * Whether to apply even if the database has drifted: if a person or another tool has changed what
   * the migrations made. Default: {@code false}, which means that the goal fails before the first
   * statement if the database has drifted. Example: {@code -Dkizaki.allowDrift}.
   */
  @Parameter(property = "kizaki.allowDrift", defaultValue = "false")
  private boolean allowDrift;

  /**
   * What to do if the database is ahead: if it has the whole history and, after it, migrations of a
   * newer release. {@code refuse} fails the build; {@code accept} says so, changes nothing and
   * succeeds, so that an older release can be deployed again. A database with another history is
   * refused in either case. Default: {@code refuse}. Example: {@code -Dkizaki.ahead=accept}.
   */
  @Parameter(property = "kizaki.ahead", defaultValue = "refuse")
  private String ahead;

  /**
   * Which statements are carried out in stages that block no reader or writer for longer than a
   * moment. {@code auto} means those that would block others while they read or write the rows of a
   * table larger than {@code onlineThreshold}; {@code never} means none, so that each migration is
   * one transaction; {@code always} means all for which there is such a way. Default: {@code auto}.
   * Example: {@code -Dkizaki.online=never}.
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
   * The part of the time in which {@code apply} may write rows in batches, from 0.05 to 1. A batch
   * takes about a tenth of a second; in the rest of the time {@code apply} sleeps, so that others
   * have the server for themselves. Default: {@code 0.5}. Example: {@code -Dkizaki.fillDuty=0.2}.
   */
  @Parameter(property = "kizaki.fillDuty", defaultValue = "0.5")
  private String fillDuty;

  /**
   * While a standby or a subscriber lags more than this, {@code apply} writes no batches of rows,
   * in one of the forms of {@code lockTimeout}. Only a role with the rights of {@code pg_monitor}
   * sees the lag; otherwise one line says that it is not watched. Default: {@code 10 s}. Example:
   * {@code -Dkizaki.maxReplicaLag="1 min"}.
   */
  @Parameter(property = "kizaki.maxReplicaLag", defaultValue = "10 s")
  private String maxReplicaLag;

  /**
   * Which part of the pending migrations is applied, if the old and the new version of the
   * application run at the same time during the deploy. {@code expand} does what the new version
   * needs and the old one allows; it runs before the new version starts. {@code contract} does the
   * rest; it runs when the last instance of the old version has stopped. A migration that cannot be
   * divided is refused before anything is changed. Default: none, which means that the migrations
   * are applied at once. Example: {@code -Dkizaki.phase=expand}.
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
  ApplyMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (location instanceof Embedded && fromLifecyclePhase()) {
      throw new Refusal(RefusalCode.DATABASE_NOT_CONFIGURED, NO_DATABASE);
    }
    super.checkLocation(location, parameters);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.apply(
        new ApplyRequest(
            project,
            database,
            Optional.ofNullable(target),
            allowDrift,
            AheadWord.accepts(ahead),
            OnlineParameters.read(online, onlineThreshold, fillDuty, maxReplicaLag),
            PhaseWord.read(phase),
            new StatementSettings(
                Optional.ofNullable(statements).map(File::toPath), allowBrokenStatements),
            RenamesWord.read(renames)));
  }
}
