package dev.kizaki.engine.changelog;

import java.util.List;
import java.util.Objects;

/**
 * A migration as change sets.
 *
 * @param migration its name, such as {@code 0004_add_status}
 * @param digest its digest, 64 hexadecimal digits
 * @param schema the PostgreSQL schema that holds the tables
 * @param changeSets in order
 */
public record Changelog(
    String migration, String digest, String schema, List<ChangeSet> changeSets) {
  /**
   * The author of every change set. Liquibase identifies a change set by its id, author and file.
   */
  public static final String AUTHOR = "kizaki";

  public Changelog {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(schema, "schema");
    changeSets = List.copyOf(changeSets);
  }

  /**
   * The path by which Liquibase identifies its change sets, independent of the real location of the
   * file.
   */
  public String logicalFilePath() {
    return ChangeSetFile.of(schema, migration);
  }
}
