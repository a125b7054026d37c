package dev.kizaki.engine.history;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What adopting a database writes: the first migration, and the files of the schema.
 *
 * @param migration the name of the migration
 * @param schemaDirectory the directory of the schema files; it need not exist
 * @param schema the texts of the schema files by their names; that of an object in SQL has one
 *     directory
 */
public record AdoptedFiles(
    String migration,
    String plan,
    String snapshot,
    Path schemaDirectory,
    SortedMap<String, String> schema) {
  public AdoptedFiles {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(schemaDirectory, "schemaDirectory");
    schema = Collections.unmodifiableSortedMap(new TreeMap<>(schema));
  }
}
