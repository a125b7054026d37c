package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.parameter.FailOnWords;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Reports which migration is committed last, which is applied last, and how the schema differs from
 * the history. It fails the build in the states that {@code failOn} names, and if a database is
 * configured and cannot be reached. It only reads, and it does not create an embedded database that
 * does not exist.
 */
@Mojo(
    name = "status",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class StatusMojo extends AbstractDeployableMojo {
  /**
   * Set to {@code true} to use Liquibase changelogs: a {@code changelog.xml} beside each plan, and
   * a {@code changelog-master.xml} that includes them. {@code plan} writes them, and {@code status}
   * reports those that are missing or outdated. A project that has a {@code changelog-master.xml}
   * uses them even without this parameter. Liquibase itself is downloaded only when a changelog has
   * to be written. Default: {@code false}. Example: {@code -Dkizaki.liquibase}.
   */
  @Parameter(property = "kizaki.liquibase", defaultValue = "false")
  private boolean liquibase;

  /**
   * The states that fail the build, separated by commas: {@code drift} (the schema is ahead of the
   * history), {@code unresolved} (a plan has a {@code [RESOLVE]} marker), {@code history} (the
   * history is broken, or it does not match the database), {@code changelog} (a changelog is
   * missing or outdated), {@code pending} (a committed migration is not applied), {@code database}
   * (the database differs from what its migrations made). {@code none} alone means that no state
   * fails the build. Default: {@code drift,unresolved,history,changelog}. Example: {@code
   * -Dkizaki.failOn=drift,pending}.
   */
  @Parameter(property = "kizaki.failOn", defaultValue = "drift,unresolved,history,changelog")
  private String failOn;

  /**
   * {@code text} to print the status only, {@code json} to also write it as JSON into {@code
   * outputFile}. Default: {@code text}. Example: {@code -Dkizaki.format=json}.
   */
  @Parameter(property = "kizaki.format", defaultValue = "text")
  private String format;

  /**
   * The file that {@code format=json} writes. Default: {@code target/kizaki/status.json} of the
   * module. Example: {@code -Dkizaki.outputFile=target/status.json}.
   */
  @Parameter(
      property = "kizaki.outputFile",
      defaultValue = "${project.build.directory}/kizaki/status.json")
  private File outputFile;

  /**
   * Set to {@code true} to ask no database. {@code Latest applied} is then unknown, and {@code
   * failOn} must contain neither {@code pending} nor {@code database}. Default: {@code false}.
   * Example: {@code -Dkizaki.offline}.
   */
  @Parameter(property = "kizaki.offline", defaultValue = "false")
  private boolean offline;

  /**
   * Set to {@code true} to compare also what the expressions of the database mean: those of checks,
   * generated fields and defaults, and the SQL of indexes. PostgreSQL prints them in a form of its
   * own, so it has to parse both texts again: {@code status} makes temporary views and undoes them,
   * for which the role needs the right {@code TEMPORARY} on the database. Without this parameter,
   * it compares only whether there is an expression. With {@code offline} it has no effect.
   * Default: {@code false}. Example: {@code -Dkizaki.compare}.
   */
  @Parameter(property = "kizaki.compare", defaultValue = "false")
  private boolean compare;

  @Inject
  StatusMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.status(
        new StatusRequest(
            project, database, FailOnWords.parse(failOn), jsonFile(), offline, liquibase, compare));
  }

  @Override
  boolean usesDatabase() {
    return !offline;
  }

  private Optional<Path> jsonFile() {
    return switch (format.strip()) {
      case "text" -> Optional.empty();
      case "json" -> Optional.of(outputFile.toPath());
      default ->
          throw new Refusal(
              RefusalCode.PARAMETER_WORD,
              "The parameter format has an unknown word, \"%s\"; allowed words are: text, json."
                  .formatted(format));
    };
  }
}
