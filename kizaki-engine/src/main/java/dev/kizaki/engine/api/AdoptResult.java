package dev.kizaki.engine.api;

import java.util.List;
import java.util.Objects;

/**
 * The result of {@code Kizaki.adopt}.
 *
 * @param migration the name of the migration that was written
 * @param managed the tables that are managed from now on
 * @param unmanaged the tables that stay unmanaged
 * @param files the schema files that were written, as messages print them
 */
public record AdoptResult(
    String migration, List<String> managed, List<String> unmanaged, List<String> files) {
  public AdoptResult {
    Objects.requireNonNull(migration, "migration");
    managed = List.copyOf(managed);
    unmanaged = List.copyOf(unmanaged);
    files = List.copyOf(files);
  }
}
