package dev.kizaki.engine.embedded;

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
 * PostgreSQL's programs, unpacked once for each user and version. Several processes may ask at the
 * same time: one unpacks, the others wait for it.
 */
public final class BinaryCache {
  private final Path folder;
  private final ServerPlatform platform;
  private final ServerBinaries source;

  /**
   * A cache of one's own choice.
   *
   * @param folder created when first needed, readable for its owner alone
   */
  public BinaryCache(Path folder, ServerPlatform platform, ServerBinaries source) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.platform = Objects.requireNonNull(platform, "platform");
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * The cache of this user: {@code ~/.kizaki/binaries}.
   *
   * @throws EmbeddedServerException if there are no programs for this platform, or the user has no
   *     home directory
   */
  public static BinaryCache ofUser(ServerBinaries source) {
    String home = System.getProperty("user.home", "");
    if (home.isBlank() || !Path.of(home).isAbsolute()) {
      throw new EmbeddedServerException(
          "The embedded database keeps its programs in the user's home directory, and this user has"
              + " none; set one with -Duser.home=<directory>.");
    }
    return new BinaryCache(Path.of(home, ".kizaki", "binaries"), ServerPlatform.current(), source);
  }

  /**
   * The folder with {@code bin/initdb}, {@code bin/pg_ctl} and {@code bin/postgres}; unpacks them
   * if they are not there yet.
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
      return ServerLock.holding(lock, () -> unpackUnlessThere(wanted, version));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "PostgreSQL "
              + version
              + " could not be unpacked into "
              + folder
              + ": "
              + IoErrorText.withFile(e)
              + ". Check the space and the permissions there, and that the downloaded archive is"
              + " whole.",
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
      return; // another process was quicker
    }
  }

  private Path unpackUnlessThere(Path wanted, PostgresVersion version) throws IOException {
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
        throw new IOException(archive + " should hold one .txz file and holds " + inner.size());
      }
      try (InputStream packed = jar.getInputStream(inner.get(0));
          InputStream tar = new XZInputStream(packed)) {
        TarReader.unpack(tar, target);
      }
    }
    for (String program : List.of("initdb", "pg_ctl", "postgres")) {
      Path bin = target.resolve("bin");
      if (!Files.exists(bin.resolve(program)) && !Files.exists(bin.resolve(program + ".exe"))) {
        throw new IOException(archive + " does not hold bin/" + program);
      }
    }
  }
}
