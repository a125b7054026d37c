package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.CheckStatementsRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
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
 * Checks whether statements of the application would break in a deploy in two phases of the newest
 * migrations: whether each that works before the deploy, or after it, also works between the
 * phases. PostgreSQL prepares them for empty tables in a new database of the module's embedded
 * server, whatever database the parameters name. Fails the build if one would break.
 */
@Mojo(
    name = "check-statements",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class CheckStatementsMojo extends AbstractDatabaseMojo {
  /**
   * The file with the statements of the application, separated by semicolons, in UTF-8; parameters
   * are {@code $1} or {@code ?}. A relative path starts at the directory of the module. Default:
   * none; the goal fails without it. Example: {@code
   * -Dkizaki.statements=src/test/sql/statements.sql}.
   */
  @Parameter(property = "kizaki.statements")
  private File statements;

  /**
   * The last migration that the running version of the application has: its name or its number. The
   * migrations after it are checked. Default: the last one that the upstream branch has in git; if
   * there is none, or it has all, the one before the latest. Example: {@code
   * -Dkizaki.from=0007_add_status}.
   */
  @Parameter(property = "kizaki.from")
  private String from;

  /**
   * How renamed fields are found between the phases: {@code views} or {@code columns}, as for
   * {@code apply}. Default: {@code views}. Example: {@code -Dkizaki.renames=columns}.
   */
  @Parameter(property = "kizaki.renames", defaultValue = "views")
  private String renames;

  @Inject
  CheckStatementsMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  boolean usesDatabase() {
    return false;
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    if (statements == null) {
      throw new Refusal(
          RefusalCode.STATEMENTS_UNREADABLE,
          """
          kizaki:check-statements needs the statements of the application; name a file of SQL \
          statements that are separated by semicolons, as -Dkizaki.statements=statements.sql.\
          """);
    }
    kizaki.checkStatements(
        new CheckStatementsRequest(
            project,
            database,
            statements.toPath(),
            Optional.ofNullable(from),
            RenamesWord.read(renames)));
  }
}
