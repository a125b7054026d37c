package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.parameter.ConnectionParameters;
import dev.kizaki.engine.parameter.DurationText;
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

/** The parameters of the goals that may use a database: which database, and limits for commands. */
abstract class AbstractDatabaseMojo extends AbstractSchemaMojo {
  /**
   * The address of the database, in one of the forms of {@code connectionString}. Default: none. If
   * none of {@code url}, {@code connectionString}, {@code serverId}, {@code username} and {@code
   * password} is set, the goal uses the module's own embedded PostgreSQL. Example: {@code
   * -Dkizaki.url=jdbc:postgresql://localhost:5432/tasks}.
   *
   * <p>An empty url is an error, and so is a url with a {@code ${…}} that is not defined.
   */
  @Parameter(property = "kizaki.url")
  private SecretParameter url;

  /**
   * The database user. Default: the user in the url, or the user of the server in settings.xml that
   * {@code serverId} names. Example: {@code -Dkizaki.username=tasks}.
   */
  @Parameter(property = "kizaki.username")
  private String username;

  /**
   * The password of {@code username}; it is never printed. Prefer {@code serverId}, because a
   * password in a pom is in version control (the goal warns about it), and a password on the
   * command line is in the shell's history. Default: the password in the url, or the password of
   * the server in settings.xml that {@code serverId} names. Example: {@code
   * -Dkizaki.password=$PASSWORD}.
   */
  @Parameter(property = "kizaki.password")
  private SecretParameter password;

  /**
   * The {@code <id>} of a {@code <server>} in settings.xml. Its user and password are used together
   * with {@code url}; a password that was encrypted by {@code mvn --encrypt-password} is decrypted.
   * Default: none. Example: {@code -Dkizaki.serverId=tasks-production}.
   */
  @Parameter(property = "kizaki.serverId")
  private String serverId;

  /**
   * Address, user and password in one text, as hosting services provide it; it is never printed. It
   * replaces {@code url}. Forms: {@code jdbc:postgresql://host:5432/database?user=…}, {@code
   * postgresql://user:password@host:5432/database}, and the same with {@code postgres://}. Default:
   * none. Example: {@code -Dkizaki.connectionString=$DATABASE_URL}.
   */
  @Parameter(property = "kizaki.connectionString")
  private SecretParameter connectionString;

  /**
   * How long a command waits for a lock before it is cancelled and tried again: {@code 500 ms},
   * {@code 5 s}, {@code 2 min} or {@code PT5S}. A number without a unit means seconds. Default:
   * {@code 5 s}. Example: {@code -Dkizaki.lockTimeout="500 ms"}.
   */
  @Parameter(property = "kizaki.lockTimeout", defaultValue = "5 s")
  private String lockTimeout;

  /**
   * How long one command may run, in one of the forms of {@code lockTimeout}. Default: none, which
   * means no limit. Example: {@code -Dkizaki.statementTimeout="10 min"}.
   */
  @Parameter(property = "kizaki.statementTimeout")
  private String statementTimeout;

  /**
   * How long one data check may run before the first statement, in one of the forms of {@code
   * lockTimeout}. A check that is not finished by then runs again at the turn of its statement,
   * inside the migration's transaction. Default: {@code 30 s}. Example: {@code
   * -Dkizaki.checkTimeout="5 min"}.
   */
  @Parameter(property = "kizaki.checkTimeout", defaultValue = "30 s")
  private String checkTimeout;

  /**
   * Patterns of database objects that are not reported as drift, separated by commas: {@code name}
   * for an object of the schema, {@code table.name} for an object of a table. {@code *} and {@code
   * ?} are wildcards, and a prefix such as {@code view:} limits the pattern to one kind of object.
   * An object that a migration made is always reported. Default: none. Example: {@code
   * -Dkizaki.ignore=legacy_*,task.ext_*,view:report_*}.
   */
  @Parameter(property = "kizaki.ignore")
  private List<String> ignore;

  /**
   * The version of the embedded PostgreSQL, from 14 to 18. Each major version has its own embedded
   * database. Default: {@code 17}. Example: {@code -Dkizaki.postgresVersion=16}.
   */
  @Parameter(property = "kizaki.postgresVersion", defaultValue = "17")
  private String postgresVersion;

  @Parameter(defaultValue = "${settings}", readonly = true)
  private Settings settings;

  private final SettingsDecrypter settingsDecrypter;

  AbstractDatabaseMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem);
    this.settingsDecrypter = Objects.requireNonNull(settingsDecrypter, "settingsDecrypter");
  }

  /** Runs the goal with the database that the parameters name. */
  abstract void run(Kizaki kizaki, Project project, DatabaseSettings database);

  /**
   * Refuses a location that the goal does not support. By default, every location is supported.
   *
   * @param parameters the names of the connection parameters that are set; empty if none is set
   * @throws Refusal when the goal cannot use the location
   */
  void checkLocation(DatabaseLocation location, String parameters) {}

  /** Whether the goal opens the database; if not, its connection parameters are not read. */
  boolean usesDatabase() {
    return true;
  }

  @Override
  final void run(Kizaki kizaki, Project project) {
    warnAboutLiteralPasswords();
    DatabaseLocation location =
        usesDatabase() ? location(project.root()) : embedded(project.root());
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

  private DatabaseLocation location(Path root) {
    ConnectionParameters connection = connection();
    DatabaseLocation location =
        connection.none()
            ? embedded(root)
            : connection.server(
                id -> new SettingsServers(settings, settingsDecrypter).credentials(id));
    checkLocation(location, connection.set());
    return location;
  }

  /** The embedded database of the module. */
  final Embedded embedded(Path root) {
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
              "The pom of %s contains a database password in plain text; put it into a server in settings.xml and set serverId to the id of that server."
                  .formatted(project));
    }
  }
}
