package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.ProjectPaths;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A database that is available until this handle is closed.
 *
 * @param server its URL and credentials
 * @param settings the schema and the timeouts of its sessions
 * @param passwordFile the file that holds an embedded server's password
 * @param running the embedded server; absent for a configured one
 * @param connected receives the server's URL and version after each new connection to the database
 */
public record DatabaseHandle(
    DatabaseLocation.Server server,
    DatabaseSettings settings,
    Optional<Path> passwordFile,
    Optional<EmbeddedServer> running,
    BiConsumer<String, String> connected)
    implements AutoCloseable {

  /** Opens sessions in this database. */
  public Sessions sessions() {
    return sessions(server).reporting(version -> connected.accept(server.jdbcUrl(), version));
  }

  /**
   * Connects to a configured database once, so that it is named before the goal's other lines.
   *
   * @throws EnvironmentFailure when it cannot be reached
   */
  public void connect() {
    if (running.isEmpty()) {
      Sessions.close(sessions().connect());
    }
  }

  /** Opens sessions with the same settings in another database of this server. */
  public Sessions sessions(DatabaseLocation.Server other) {
    return new Sessions(
        other,
        settings.schema(),
        settings.lockTimeout(),
        settings.statementTimeout(),
        settings.checkTimeout());
  }

  /**
   * The databases of the embedded server; absent for a configured one.
   *
   * @param again the command that a refusal says to run again
   */
  public Optional<LocalDatabases> local(String again, Reporter reporter) {
    return running.map(server -> new LocalDatabases(this, server, again, reporter));
  }

  /** A sentence that says how to connect. It does not contain the password. */
  public String directions(Project project) {
    String user = server.username().map(name -> " as user " + name).orElse("");
    String password =
        passwordFile
            .map(file -> "; the password is in " + ProjectPaths.shown(project, file))
            .orElse("");
    return "Use %s%s%s.".formatted(server.jdbcUrl(), user, password);
  }

  /**
   * Stops the embedded server, if there is one and no other process uses it.
   *
   * @throws EnvironmentFailure when the embedded server does not stop
   */
  @Override
  public void close() {
    try {
      running.ifPresent(EmbeddedServer::close);
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.code(), e.getMessage(), e);
    }
  }
}
