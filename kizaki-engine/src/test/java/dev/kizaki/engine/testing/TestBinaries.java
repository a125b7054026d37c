package dev.kizaki.engine.testing;

import dev.kizaki.engine.embedded.BinaryCache;
import dev.kizaki.engine.embedded.PostgresVersion;
import dev.kizaki.engine.embedded.ServerBinaries;
import dev.kizaki.engine.embedded.ServerPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's programs, which the build of this module copies to {@code target/postgres-binaries}.
 * They are unpacked next to the archives, so that a checkout unpacks each of them once.
 */
public final class TestBinaries {
  private static final String PROPERTY = "kizaki.test.binaries";

  private TestBinaries() {}

  /** The folder with the archives, also if the tests run in a sibling module. */
  public static Path folder() {
    List<Path> places =
        List.of(
            Path.of(System.getProperty(PROPERTY, "target/postgres-binaries")),
            Path.of("../kizaki-engine/target/postgres-binaries"),
            Path.of("kizaki-engine/target/postgres-binaries"));
    return places.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .map(place -> place.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no target/postgres-binaries: run `mvn process-test-resources` in"
                        + " kizaki-engine"));
  }

  /** The archives themselves. */
  public static ServerBinaries archives() {
    Path folder = folder();
    return (platform, version) ->
        folder.resolve(platform.artifactId() + "-" + version.binaries() + ".jar");
  }

  /** The unpacked programs, shared by all tests of the checkout. */
  public static BinaryCache cache() {
    return new BinaryCache(
        folder().resolve("unpacked"), ServerPlatform.current(), TestBinaries.archives());
  }

  /** The tested release of a major version. */
  public static PostgresVersion version(int major) {
    return PostgresVersion.parse(String.valueOf(major));
  }
}
