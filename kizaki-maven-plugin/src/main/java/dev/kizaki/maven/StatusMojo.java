package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.maven.parameters.FailOnWords;
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
 * Says what is committed, what is applied and where the schema has drifted from the history, and
 * fails the build for what must not be. Only reads; an embedded database that does not exist is
 * reported, not made.
 */
@Mojo(
    name = "status",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class StatusMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to have a Liquibase {@code changelog.xml} beside each plan and a {@code
   * changelog-master.xml} that includes them: {@code plan} writes them, {@code status} reports what
   * is missing or outdated. A project that has a {@code changelog-master.xml} has them without
   * this. Liquibase itself is fetched only when one is to be written. Default: {@code false}.
   * Example: {@code -Dkizaki.liquibase}.
   */
  @Parameter(property = "kizaki.liquibase", defaultValue = "false")
  private boolean liquibase;

  /**
   * What fails the build, words with commas between them: {@code drift} (the schema is ahead of the
   * history), {@code unresolved} (a {@code [RESOLVE]} marker is open), {@code history} (the chain
   * is broken), {@code changelog} (a changelog is missing or outdated), {@code pending} (a
   * committed migration is not applied), {@code database} (the live catalog has drifted), or {@code
   * none} alone. Default: {@code drift,unresolved,history,changelog}. Example: {@code
   * -Dkizaki.failOn=drift,pending}.
   */
  @Parameter(
      property = "kizaki.failOn",
      defaultValue = "drift,unresolved,history,changelog",
      required = true)
  private String failOn;

  /**
   * {@code text} for the lines alone, {@code json} to write the status as JSON into {@code
   * outputFile} too. Default: {@code text}. Example: {@code -Dkizaki.format=json}.
   */
  @Parameter(property = "kizaki.format", defaultValue = "text", required = true)
  private String format;

  /**
   * The file for {@code format}. Default: {@code target/kizaki/status.json} of the module. Example:
   * {@code -Dkizaki.outputFile=target/status.json}.
   */
  @Parameter(
      property = "kizaki.outputFile",
      defaultValue = "${project.build.directory}/kizaki/status.json",
      required = true)
  private File outputFile;

  @Inject
  StatusMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.status(
        new StatusRequest(project, database, FailOnWords.parse(failOn), jsonFile(), liquibase));
  }

  private Optional<Path> jsonFile() {
    return switch (format.strip()) {
      case "text" -> Optional.empty();
      case "json" -> Optional.of(outputFile.toPath());
      default ->
          throw new Refusal(
              "The parameter format has an unknown word, \"%s\"; legal words are: text, json."
                  .formatted(format));
    };
  }
}
