package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
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
   * Reads every {@code *.inspire} file under a directory, hidden directories and what symbolic
   * links lead to included. A file is called by its path relative to {@code root}, with {@code /}
   * between the names on every platform.
   *
   * @param directory need not exist: then there are no files
   * @param root the directory that messages take for known
   * @throws EnvironmentFailure when something under the directory cannot be read, or symbolic links
   *     lead in a circle or nowhere: a file that is silently left out would be taken for deleted
   * @throws Refusal when the names of two files are one on other machines
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
      throw new EnvironmentFailure(
          name(directory, root) + " is a symbolic link that leads nowhere: mend it or delete it");
    }
    if (!Files.isDirectory(directory)) {
      throw new EnvironmentFailure(
          name(directory, root) + " is not a directory, and the schema is read from one");
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
    refuseTwins(files.keySet());
    return files;
  }

  private static boolean isSchema(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  /** A directory with such a name never comes here. */
  private static void collect(
      Path file, BasicFileAttributes attributes, String name, Map<String, Path> files) {
    // Links are followed, so a link that is still one leads nowhere.
    if (attributes.isSymbolicLink()) {
      throw new EnvironmentFailure(
          name + " is a symbolic link that leads nowhere: mend it or delete it");
    }
    if (!attributes.isRegularFile()) {
      throw new EnvironmentFailure(
          name
              + " is not a file, and the schema is read from files: delete it or give it another"
              + " name");
    }
    files.put(name, file);
  }

  /** One of them would be missing, without a word, on a machine that takes their names for one. */
  private static void refuseTwins(Set<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String folded = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      String twin = seen.put(folded, name);
      if (twin != null) {
        throw new Refusal(
            twin
                + " and "
                + name
                + " differ only in upper and lower case, or in how an accent is written, so that"
                + " only one of them exists on Windows or macOS.\nGive one of them another name.");
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

  private static EnvironmentFailure unreadable(String name, IOException cause) {
    if (cause instanceof FileSystemLoopException) {
      return new EnvironmentFailure(
          name + " is a symbolic link to a directory that it is in: delete it", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new EnvironmentFailure(
          name + " cannot be read: this user lacks the permission", cause);
    }
    return new EnvironmentFailure(name + " cannot be read: " + cause.getMessage(), cause);
  }

  private static String name(Path file, Path root) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    Path path = absolute.getRoot().equals(base.getRoot()) ? base.relativize(absolute) : absolute;
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
