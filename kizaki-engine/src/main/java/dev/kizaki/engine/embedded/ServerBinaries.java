package dev.kizaki.engine.embedded;

import java.nio.file.Path;

/**
 * Supplies the archive with PostgreSQL's programs. It is called only if a server must run and its
 * programs are not unpacked yet, so that nothing is downloaded for a project that does not need
 * them.
 */
@FunctionalInterface
public interface ServerBinaries {
  /**
   * The jar {@code io.zonky.test.postgres:<platform.artifactId()>:<version.binaries()>}, as a file
   * on this machine.
   *
   * @throws EmbeddedServerException if it cannot be resolved
   */
  Path archive(ServerPlatform platform, PostgresVersion version);
}
