package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.file.AtomicFile;
import dev.kizaki.engine.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The output of a goal's last run with exactly these files, if that run found no problem. Reporting
 * it again costs one hash; parsing, compiling and proving take most of a second in a new JVM. Only
 * a run without warnings is cached. The cache is not used if the files contain a link or cannot be
 * read.
 */
public final class InputCache {
  private static final String FORMAT = "kizaki unchanged inputs 2";

  private final Path file;
  private final String digest;

  private InputCache(Path file, String digest) {
    this.file = file;
    this.digest = digest;
  }

  /**
   * The cache for the present inputs of a goal; absent if its output cannot be cached.
   *
   * @param settings the parameters that the output depends on, in addition to the files
   */
  public static Optional<InputCache> of(Project project, String goal, String... settings) {
    return project
        .cacheDirectory()
        .flatMap(
            directory ->
                digest(project, goal, settings)
                    .map(digest -> new InputCache(directory.resolve(goal), digest)));
  }

  /** The output for the same inputs, if it is cached. */
  public Optional<List<String>> cachedOutput() {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() > 1 && lines.get(0).equals(digest)
          ? Optional.of(lines.subList(1, lines.size()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Stores the output of the goal. If the file cannot be written, the goal does not fail. */
  public void remember(List<String> output) {
    List<String> lines = new ArrayList<>(List.of(digest));
    lines.addAll(output);
    try {
      AtomicFile.write(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      // Then the next run does not find its output and does the work again.
    }
  }

  private static Optional<String> digest(Project project, String goal, String... settings) {
    try {
      MessageDigest digest = Sha256.digest();
      text(digest, FORMAT);
      text(digest, goal);
      text(digest, program());
      text(digest, project.userTable().orElse(""));
      for (String setting : settings) {
        text(digest, setting);
      }
      return directory(digest, project.schemaDirectory())
              && directory(digest, project.migrationsDirectory())
          ? Optional.of(HexFormat.of().formatHex(digest.digest()))
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Identifies the build of this library, because another build may have other output. */
  private static String program() throws IOException {
    CodeSource source = InputCache.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      throw new IOException("no code source");
    }
    Path jar = Path.of(URI.create(source.getLocation().toExternalForm().replace(" ", "%20")));
    return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
  }

  /**
   * Adds the names and contents of all files below. False if there is a link, because its target
   * can be any file.
   */
  private static boolean directory(MessageDigest digest, Path directory) throws IOException {
    text(digest, directory.toString());
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return Files.notExists(directory, LinkOption.NOFOLLOW_LINKS);
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted().toList();
    }
    for (Path path : paths) {
      if (Files.isSymbolicLink(path)) {
        return false;
      }
      text(digest, path.toString());
      if (Files.isRegularFile(path)) {
        bytes(digest, Files.readAllBytes(path));
      }
    }
    return true;
  }

  private static void text(MessageDigest digest, String text) {
    bytes(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
