package dev.kizaki.engine.history;

import java.util.Objects;

/**
 * A migration of the project's history, for the comparison with the applied migrations.
 *
 * @param number its position in the history, from 1
 * @param name the directory's name, such as {@code 0004_add_status}
 * @param digest its digest, 64 hexadecimal digits
 */
public record CommittedMigration(int number, String name, String digest) {
  public CommittedMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
  }
}
