package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.ProjectPaths;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A database that is there as long as this is not closed.
 *
 * @param server where it is, and who connects
 * @param settings the schema and the timeouts of its sessions
 * @param passwordFile the file that holds an embedded server's password
 * @param running the embedded server; absent for one that somebody else runs
 */
public record DatabaseHandle(
    DatabaseLocation.Server server,
    DatabaseSettings settings,
    Optional<Path> passwordFile,
    Optional<EmbeddedServer> running)
    implements AutoCloseable {

  /** Sessions in it. */
  public Sessions sessions() {
    return sessions(server);
  }

  /** Sessions with the same settings in another database of this server. */
  public Sessions sessions(DatabaseLocation.Server other) {
    return new Sessions(
        other,
        settings.schema(),
        settings.lockTimeout(),
        settings.statementTimeout(),
        settings.checkTimeout());
  }

  /** How to connect, without the password. */
  public String directions(Project project) {
    String user = server.username().map(name -> " as user " + name).orElse("");
    String password =
        passwordFile
            .map(file -> "; the password is in " + ProjectPaths.shown(project, file))
            .orElse("");
    return "Use " + server.jdbcUrl() + user + password + ".";
  }

  /**
   * @throws EnvironmentFailure when the embedded server has to be stopped and does not stop
   */
  @Override
  public void close() {
    try {
      running.ifPresent(EmbeddedServer::close);
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.getMessage(), e);
    }
  }
}
