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
 * What a goal said the last time it looked at exactly these files and found nothing to mind. Saying
 * it again costs one hash, where parsing, compiling and proving cost most of a second in a fresh
 * Java. Only a run without a warning is remembered, and anything odd (a link, a file that cannot be
 * read) makes the goal do its work.
 */
public final class InputCache {
  private static final String FORM = "kizaki unchanged inputs 2";

  private final Path file;
  private final String digest;

  private InputCache(Path file, String digest) {
    this.file = file;
    this.digest = digest;
  }

  /**
   * The inputs of a goal now; absent where nothing can or should be remembered.
   *
   * @param settings what else it goes by, beside the files
   */
  public static Optional<InputCache> of(Project project, String goal, String... settings) {
    return project
        .cacheDirectory()
        .flatMap(
            directory ->
                digest(project, goal, settings)
                    .map(digest -> new InputCache(directory.resolve(goal), digest)));
  }

  /** What the goal said about the same inputs, if it is remembered. */
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

  /** Remembers what the goal said. That it cannot be written down is no reason to fail. */
  public void remember(List<String> words) {
    List<String> lines = new ArrayList<>(List.of(digest));
    lines.addAll(words);
    try {
      AtomicFile.write(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      // The next run does its work again.
    }
  }

  private static Optional<String> digest(Project project, String goal, String... settings) {
    try {
      MessageDigest digest = Sha256.digest();
      text(digest, FORM);
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

  /** Another build of this library may say something else. */
  private static String program() throws IOException {
    CodeSource source = InputCache.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      throw new IOException("no code source");
    }
    Path jar = Path.of(URI.create(source.getLocation().toExternalForm().replace(" ", "%20")));
    return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
  }

  /**
   * Takes in every file and directory below, with its name. False where a link could lead anywhere.
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
