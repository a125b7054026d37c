package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The directories of a project's schema and history.
 *
 * @param root the project's directory; messages print paths relative to it
 * @param schemaDirectory contains the {@code *.inspire} files, also in its subdirectories
 * @param migrationsDirectory contains one directory for each migration
 * @param userTable the existing table of the built-in entity {@code __User}, as {@code
 *     [schema.]table[.column][: type]}; absent if kizaki creates a table for it
 * @param cacheDirectory where a goal may record that it found no problem in the files as they are;
 *     its content may be deleted at any time. If absent, nothing is recorded
 * @param packed the history, if it is not read from the migrations directory. Then there are no
 *     sources: no schema, and no directories
 */
public record Project(
    Path root,
    Path schemaDirectory,
    Path migrationsDirectory,
    Optional<String> userTable,
    Optional<Path> cacheDirectory,
    Optional<PackedHistory> packed) {
  public Project {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(schemaDirectory, "schemaDirectory");
    Objects.requireNonNull(migrationsDirectory, "migrationsDirectory");
    Objects.requireNonNull(userTable, "userTable");
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    Objects.requireNonNull(packed, "packed");
  }

  /** A project with sources. */
  public Project(
      Path root,
      Path schemaDirectory,
      Path migrationsDirectory,
      Optional<String> userTable,
      Optional<Path> cacheDirectory) {
    this(root, schemaDirectory, migrationsDirectory, userTable, cacheDirectory, Optional.empty());
  }

  /**
   * A history without sources, for {@code apply}, {@code dry-run}, {@code status}, {@code abort}.
   */
  public static Project of(PackedHistory history) {
    Path root = Path.of("");
    return new Project(
        root,
        root,
        Path.of(history.directory()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(history));
  }
}
