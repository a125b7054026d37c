package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.IoErrorText;
import dev.kizaki.engine.sql.SeedScript;
import dev.kizaki.engine.sql.SeedStatement;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The seeds of a project, {@code <schemaDirectory>/seed/*.sql}: rows for a new embedded database.
 *
 * @param files how many files there are
 * @param statements the statements of all files, in the order of the files' names
 */
public record SeedFiles(int files, List<SeedStatement> statements) {
  private static final String DIRECTORY = "seed";
  private static final String SUFFIX = ".sql";

  public SeedFiles {
    statements = List.copyOf(statements);
  }

  /**
   * Reads all files; there are none if the directory does not exist.
   *
   * @throws Refusal when a file is not UTF-8, or contains something else than statements over rows
   * @throws EnvironmentFailure when a file cannot be read
   */
  public static SeedFiles read(Project project) {
    List<SeedStatement> statements = new ArrayList<>();
    List<Path> files = list(project);
    for (Path file : files) {
      SeedScript script = read(project, file);
      if (script.problem().isPresent()) {
        throw new Refusal(
            RefusalCode.SEED_STATEMENT,
            """
            %s. Seeds insert rows; change the schema in its *.inspire files and with `mvn \
            kizaki:plan`.\
            """
                .formatted(script.problem().get()));
      }
      statements.addAll(script.statements());
    }
    return new SeedFiles(files.size(), statements);
  }

  /** The path of the seed directory as messages print it. */
  public static String shown(Project project) {
    return ProjectPaths.shown(project, directory(project));
  }

  private static Path directory(Project project) {
    return project.schemaDirectory().resolve(DIRECTORY);
  }

  private static List<Path> list(Project project) {
    Path directory = directory(project);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      entries.forEach(files::add);
    } catch (IOException e) {
      throw unreadable(project, directory, e);
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }

  private static SeedScript read(Project project, Path file) {
    String name = UnsafeCharacters.escapedLines(ProjectPaths.shown(project, file));
    // Reading a pipe would wait, perhaps forever.
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          RefusalCode.SEED_FILE_SPECIAL,
          "%s is not a file, but seeds are read from files; delete it or give it another name."
              .formatted(name));
    }
    try {
      Utf8Text text = Utf8Text.of(name, Files.readAllBytes(file));
      if (text.problem().isPresent()) {
        throw new Refusal(
            RefusalCode.SEED_FILE_ENCODING,
            "%s is not UTF-8; save the file as UTF-8.".formatted(name));
      }
      return SeedScript.of(name, text.source().text());
    } catch (IOException e) {
      throw unreadable(project, file, e);
    }
  }

  private static EnvironmentFailure unreadable(Project project, Path path, IOException e) {
    return new EnvironmentFailure(
        RefusalCode.SEED_UNREADABLE,
        "%s cannot be read: %s."
            .formatted(
                UnsafeCharacters.escapedLines(ProjectPaths.shown(project, path)),
                IoErrorText.withFile(e)),
        e);
  }
}
