package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#checkStatements}.
 *
 * @param database with an embedded server
 * @param statements the file with the statements of the application
 * @param from the name or number of the last migration that the running version of the application
 *     has; absent for the last one of the upstream branch
 * @param renames how renamed fields are found between the phases
 */
public record CheckStatementsRequest(
    Project project,
    DatabaseSettings database,
    Path statements,
    Optional<String> from,
    RenameWay renames) {
  public CheckStatementsRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(statements, "statements");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(renames, "renames");
  }

  /** A request that shows renamed fields by views. */
  public CheckStatementsRequest(
      Project project, DatabaseSettings database, Path statements, Optional<String> from) {
    this(project, database, statements, from, RenameWay.VIEWS);
  }
}
