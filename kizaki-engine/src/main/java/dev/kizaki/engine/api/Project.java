package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a project keeps its schema and its history.
 *
 * @param root the project's directory; messages print paths relative to it
 * @param schemaDirectory searched for {@code *.inspire}, with its subdirectories
 * @param migrationsDirectory holds one directory a migration
 * @param userTable where the built-in user lives, if not in a table of its own: {@code
 *     [schema.]table[.column][: type]}
 * @param cacheDirectory where a goal may remember that it found nothing to mind, to be cleared at
 *     will; absent for nowhere
 */
public record Project(
    Path root,
    Path schemaDirectory,
    Path migrationsDirectory,
    Optional<String> userTable,
    Optional<Path> cacheDirectory) {
  public Project {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(schemaDirectory, "schemaDirectory");
    Objects.requireNonNull(migrationsDirectory, "migrationsDirectory");
    Objects.requireNonNull(userTable, "userTable");
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
  }
}
