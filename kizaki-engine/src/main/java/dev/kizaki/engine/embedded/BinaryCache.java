package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each user and version. If several processes need them at
 * the same time, one unpacks them and the others wait.
 */
public final class BinaryCache {
  private final Path folder;
  private final ServerPlatform platform;
  private final ServerBinaries source;

  /**
   * A cache in a given folder.
   *
   * @param folder is created when it is first needed; only its owner can read it
   * @param source supplies the archives
   */
  public BinaryCache(Path folder, ServerPlatform platform, ServerBinaries source) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.platform = Objects.requireNonNull(platform, "platform");
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * The cache of this user: {@code ~/.kizaki/binaries}.
   *
   * @throws EmbeddedServerException if there are no programs for this platform, or the home
   *     directory of the user is unknown
   */
  public static BinaryCache ofUser(ServerBinaries source) {
    String home = System.getProperty("user.home", "");
    if (home.isBlank() || !Path.of(home).isAbsolute()) {
      throw new EmbeddedServerException(
          RefusalCode.USER_HOME_MISSING,
          """
          The embedded database keeps its programs in the user's home directory, and this user has \
          none; set one with -Duser.home=<directory>.\
          """);
    }
    return new BinaryCache(Path.of(home, ".kizaki", "binaries"), ServerPlatform.current(), source);
  }

  /**
   * The folder with {@code bin/initdb}, {@code bin/pg_ctl} and {@code bin/postgres}. Unpacks them
   * if the folder does not exist.
   */
  Path unpacked(PostgresVersion version) {
    try {
      Path named = folder.resolve(version + "-" + platform);
      if (Files.isDirectory(named)) {
        return named.toRealPath();
      }
      prepareFolder();
      Path wanted = folder.toRealPath().resolve(version + "-" + platform);
      Path lock = wanted.resolveSibling(wanted.getFileName() + ".lock");
      return ServerLock.holding(lock, () -> unpackIfAbsent(wanted, version));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          RefusalCode.BINARIES_NOT_UNPACKED,
          """
          PostgreSQL %s could not be unpacked into %s: %s. Check the free space and the \
          permissions there, and whether the downloaded archive is complete.\
          """
              .formatted(version, folder, IoErrorText.withFile(e)),
          e);
    }
  }

  private void prepareFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    try {
      OwnerPermissions.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      return; // another process has created it first
    }
  }

  private Path unpackIfAbsent(Path wanted, PostgresVersion version) throws IOException {
    if (!Files.isDirectory(wanted)) {
      AtomicFolder.sweep(wanted);
      Path archive = source.archive(platform, version);
      AtomicFolder.create(wanted, target -> unpack(archive, target));
    }
    return wanted;
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (ZipFile jar = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> inner =
          jar.stream()
              .filter(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith(".txz"))
              .toList();
      if (inner.size() != 1) {
        throw new IOException(
            "%s must contain one .txz file and contains %d".formatted(archive, inner.size()));
      }
      try (InputStream packed = jar.getInputStream(inner.get(0));
          InputStream tar = new XZInputStream(packed)) {
        TarReader.unpack(tar, target);
      }
    }
    for (String program : List.of("initdb", "pg_ctl", "postgres")) {
      Path bin = target.resolve("bin");
      if (!Files.exists(bin.resolve(program)) && !Files.exists(bin.resolve(program + ".exe"))) {
        throw new IOException("%s does not contain bin/%s".formatted(archive, program));
      }
    }
  }
}
