package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.maven.parameters.ConnectionParameters;
import dev.kizaki.maven.parameters.DurationText;
import dev.kizaki.maven.parameters.LiteralPasswords;
import dev.kizaki.maven.parameters.SecretParameter;
import dev.kizaki.maven.parameters.SettingsServers;
import dev.kizaki.maven.parameters.WrittenParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** What the goals that may need a database have: which one, and how to speak to it. */
abstract class AbstractDatabaseMojo extends AbstractSchemaMojo {
  /**
   * The address of the database. Default: none; when none of {@code url}, {@code connectionString},
   * {@code serverId}, {@code username} and {@code password} is set, the module's own embedded
   * PostgreSQL is used. Example: {@code -Dkizaki.url=jdbc:postgresql://localhost:5432/tasks}.
   *
   * <p>The forms are those of {@code connectionString}. An empty url, or one with a {@code ${…}}
   * that nothing defines, is an error.
   */
  @Parameter(property = "kizaki.url")
  private SecretParameter url;

  /**
   * Who connects. Default: the user in the url, or in the server that {@code serverId} names.
   * Example: {@code -Dkizaki.username=tasks}.
   */
  @Parameter(property = "kizaki.username")
  private String username;

  /**
   * The password of {@code username}; never printed. Prefer {@code serverId}: a password in a pom
   * is in version control and draws a warning, and one on the command line is in the shell's
   * history. Default: the one in the url, or of the server that {@code serverId} names. Example:
   * {@code -Dkizaki.password=$PASSWORD}.
   */
  @Parameter(property = "kizaki.password")
  private SecretParameter password;

  /**
   * The {@code <id>} of a {@code <server>} in settings.xml whose user and password are used with
   * {@code url}; a password that {@code mvn --encrypt-password} made is decrypted. Default: none.
   * Example: {@code -Dkizaki.serverId=tasks-production}.
   */
  @Parameter(property = "kizaki.serverId")
  private String serverId;

  /**
   * Address, user and password in one text, as hosting services hand it out; never printed. It
   * takes the place of {@code url}. Forms: {@code jdbc:postgresql://host:5432/database?user=…},
   * {@code postgresql://user:password@host:5432/database}, and the same with {@code postgres://}.
   * Default: none. Example: {@code -Dkizaki.connectionString=$DATABASE_URL}.
   */
  @Parameter(property = "kizaki.connectionString")
  private SecretParameter connectionString;

  /**
   * How long a command waits for a lock before it gives way and is tried again: {@code 500 ms},
   * {@code 5 s}, {@code 2 min} or {@code PT5S}; a bare number is seconds. Default: {@code 5 s}.
   * Example: {@code -Dkizaki.lockTimeout="500 ms"}.
   */
  @Parameter(property = "kizaki.lockTimeout", defaultValue = "5 s", required = true)
  private String lockTimeout;

  /**
   * How long one command may run, in the forms of {@code lockTimeout}. Default: none, no limit.
   * Example: {@code -Dkizaki.statementTimeout="10 min"}.
   */
  @Parameter(property = "kizaki.statementTimeout")
  private String statementTimeout;

  /**
   * How long one data check may read before the first statement runs, in the forms of {@code
   * lockTimeout}; one that is not finished by then is asked at its turn. Default: {@code 30 s}.
   * Example: {@code -Dkizaki.checkTimeout="5 min"}.
   */
  @Parameter(property = "kizaki.checkTimeout", defaultValue = "30 s", required = true)
  private String checkTimeout;

  /**
   * What in the database not to speak of, of that which no migration made: {@code name} for what
   * stands in the schema, {@code table.name} for what stands on a table, with {@code *} and {@code
   * ?}, and a kind in front to narrow it. What a migration made is never left out. Default: none.
   * Example: {@code -Dkizaki.ignore=legacy_*,task.ext_*,view:report_*}.
   */
  @Parameter(property = "kizaki.ignore")
  private List<String> ignore;

  /**
   * The version of the embedded PostgreSQL, from 14 to 18. Each major version has a database of its
   * own. Default: {@code 17}. Example: {@code -Dkizaki.postgresVersion=16}.
   */
  @Parameter(property = "kizaki.postgresVersion", defaultValue = "17", required = true)
  private String postgresVersion;

  @Parameter(defaultValue = "${settings}", readonly = true, required = true)
  private Settings settings;

  private final SettingsDecrypter settingsDecrypter;

  AbstractDatabaseMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem);
    this.settingsDecrypter = Objects.requireNonNull(settingsDecrypter, "settingsDecrypter");
  }

  /** Does the goal's work with the database that the parameters name. */
  abstract void run(Kizaki kizaki, Project project, DatabaseSettings database);

  /**
   * The goal's own word on the location that the parameters give.
   *
   * @param parameters the connection parameters that are set, by name; empty for none
   */
  void checkLocation(DatabaseLocation location, String parameters) {}

  @Override
  final void run(Kizaki kizaki, Project project) {
    warnAboutLiteralPasswords();
    ConnectionParameters connection = connection();
    DatabaseLocation location =
        connection.none()
            ? embedded(project.root())
            : connection.server(
                id -> new SettingsServers(settings, settingsDecrypter).credentials(id));
    checkLocation(location, connection.set());
    run(
        kizaki,
        project,
        new DatabaseSettings(
            location,
            databaseSchema(),
            DurationText.parse("lockTimeout", lockTimeout),
            Optional.ofNullable(statementTimeout)
                .map(text -> DurationText.parse("statementTimeout", text)),
            DurationText.parse("checkTimeout", checkTimeout),
            Optional.ofNullable(ignore).orElse(List.of())));
  }

  private Embedded embedded(Path root) {
    return new Embedded(root, postgresVersion, serverArchive());
  }

  private ConnectionParameters connection() {
    WrittenParameters written = WrittenParameters.of(mavenProject(), mojoExecution());
    return new ConnectionParameters(
        secret(written, "url", url),
        written.value("username", Optional.ofNullable(username)),
        secret(written, "password", password),
        written.value("serverId", Optional.ofNullable(serverId)),
        secret(written, "connectionString", connectionString));
  }

  private static Optional<Secret> secret(
      WrittenParameters written, String name, SecretParameter parameter) {
    return written
        .value(
            name,
            Optional.ofNullable(parameter).flatMap(SecretParameter::secret).map(Secret::reveal))
        .map(Secret::new);
  }

  private void warnAboutLiteralPasswords() {
    String key = Plugin.constructKey(mojoExecution().getGroupId(), mojoExecution().getArtifactId());
    for (String project : new LiteralPasswords(key).projects(mavenProject())) {
      getLog()
          .warn(
              "The pom of %s holds a database password in plain text: put it into a server in settings.xml and name that by serverId."
                  .formatted(project));
    }
  }
}
