package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds and reads the {@code *.inspire} files of a project. */
public final class SchemaDirectory {
  private static final String SUFFIX = ".inspire";

  private SchemaDirectory() {}

  /**
   * Reads every {@code *.inspire} file below a directory, including hidden directories and the
   * targets of symbolic links. The name of a file is its path relative to {@code root}, with {@code
   * /} as the separator on every platform.
   *
   * @param directory a directory; if it does not exist, there are no files
   * @param root the directory that the names are relative to
   * @throws EnvironmentFailure if something below the directory cannot be read, or a symbolic link
   *     is broken or leads to its own parent: skipping such a file would delete its entities
   * @throws Refusal if two files would have the same name on other machines
   */
  public static SchemaFiles read(Path directory, Path root) {
    List<SourceText> texts = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    find(directory, root)
        .forEach(
            (name, file) -> {
              Utf8Text text = Utf8Text.of(name, bytes(file, name));
              text.problem().ifPresentOrElse(diagnostics::add, () -> texts.add(text.source()));
            });
    return new SchemaFiles(texts, diagnostics);
  }

  /** The files by name. */
  private static Map<String, Path> find(Path directory, Path root) {
    Map<String, Path> files = new TreeMap<>();
    if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return files;
    }
    if (Files.isSymbolicLink(directory) && !Files.exists(directory)) {
      throw brokenLink(name(directory, root));
    }
    if (!Files.isDirectory(directory)) {
      throw new EnvironmentFailure(
          RefusalCode.SCHEMA_FILE_SPECIAL,
          "%s is not a directory, but the schema is read from a directory; move it away, or set schemaDirectory"
              .formatted(name(directory, root)));
    }
    try {
      Files.walkFileTree(
          directory,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isSchema(file)) {
                collect(file, attributes, name(file, root), files);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              throw unreadable(name(file, root), failure);
            }
          });
    } catch (IOException e) {
      throw unreadable(name(directory, root), e);
    }
    refuseEqualNames(files.keySet());
    return files;
  }

  private static boolean isSchema(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  /** Adds a file. The walk does not call this for directories, even if their name ends so. */
  private static void collect(
      Path file, BasicFileAttributes attributes, String name, Map<String, Path> files) {
    // The walk follows links, so only a broken link is still a link here.
    if (attributes.isSymbolicLink()) {
      throw brokenLink(name);
    }
    if (!attributes.isRegularFile()) {
      throw new EnvironmentFailure(
          RefusalCode.SCHEMA_FILE_SPECIAL,
          "%s is not a file, but the schema is read from files: delete it or give it another name"
              .formatted(name));
    }
    files.put(name, file);
  }

  /** Refuses names that are equal on other machines, where one of the files would be missing. */
  private static void refuseEqualNames(Set<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String folded = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      String other = seen.put(folded, name);
      if (other != null) {
        throw new Refusal(
            RefusalCode.SCHEMA_NAME_CASE,
            """
            %s and %s differ only in upper and lower case, or in how an accent is written, so that \
            only one of them exists on Windows or macOS.
            Give one of them another name.\
            """
                .formatted(other, name));
      }
    }
  }

  private static byte[] bytes(Path file, String name) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static EnvironmentFailure brokenLink(String name) {
    return new EnvironmentFailure(
        RefusalCode.SCHEMA_FILE_SPECIAL,
        "%s is a broken symbolic link: correct it or delete it".formatted(name));
  }

  private static EnvironmentFailure unreadable(String name, IOException cause) {
    if (cause instanceof FileSystemLoopException) {
      return new EnvironmentFailure(
          RefusalCode.SCHEMA_FILE_SPECIAL,
          "%s is a symbolic link to a directory that it is in: delete it".formatted(name),
          cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new EnvironmentFailure(
          RefusalCode.SCHEMA_UNREADABLE,
          "%s cannot be read: this user lacks the permission; correct its permissions"
              .formatted(name),
          cause);
    }
    return new EnvironmentFailure(
        RefusalCode.SCHEMA_UNREADABLE,
        "%s cannot be read: %s".formatted(name, cause.getMessage()),
        cause);
  }

  /** The path of a file as messages print it. */
  static String name(Path file, Path root) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    Path path = absolute.getRoot().equals(base.getRoot()) ? base.relativize(absolute) : absolute;
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
