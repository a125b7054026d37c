package dev.kizaki.engine.api;

import java.util.Objects;

/**
 * The request to {@code Kizaki.adopt}.
 *
 * @param database the database that exists, and the PostgreSQL schema to adopt
 * @param split whether each group of tables that refer to each other gets a schema file of its own
 * @param binaries fetches the programs of the embedded server on which the migration is proven
 */
public record AdoptRequest(
    Project project, DatabaseSettings database, boolean split, ServerArchive binaries) {
  public AdoptRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(binaries, "binaries");
  }
}
