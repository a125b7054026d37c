package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.List;

/**
 * The result of {@link Kizaki#rebase}.
 *
 * @param written the new names of the migrations that were written
 * @param removed the names of the migrations that were removed because the other branch already
 *     makes all of their changes
 * @param open the number of {@code [RESOLVE]} markers in the written migrations
 */
public record RebaseResult(List<String> written, List<String> removed, int open) {
  public RebaseResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
  }
}
