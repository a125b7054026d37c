package dev.kizaki.engine.history;

import java.util.Objects;

/**
 * A migration as the project's history holds it, for the comparison with what is applied.
 *
 * @param number its place in the history, from 1
 * @param name the directory's name, such as {@code 0004_add_status}
 * @param digest its digest, 64 hexadecimal digits
 */
public record CommittedMigration(int number, String name, String digest) {
  public CommittedMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
  }
}
