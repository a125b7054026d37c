package dev.kizaki.engine.embedded;

import java.nio.file.Path;

/**
 * Where the archive with PostgreSQL's programs comes from. It is asked only when a server must run
 * and its programs are not unpacked yet, so that who never needs them never fetches them.
 */
@FunctionalInterface
public interface ServerBinaries {
  /**
   * The jar {@code io.zonky.test.postgres:<platform.artifactId()>:<version.binaries()>}, as a file
   * on this machine.
   *
   * @throws EmbeddedServerException if it cannot be had
   */
  Path archive(ServerPlatform platform, PostgresVersion version);
}
