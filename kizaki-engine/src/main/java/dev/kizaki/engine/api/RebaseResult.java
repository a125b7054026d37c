package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.List;

/**
 * What {@link Kizaki#rebase} did.
 *
 * @param written the migrations that were written, under their new names
 * @param removed the migrations that went because all they did is done already
 * @param open how many {@code [RESOLVE]} markers the written ones hold
 */
public record RebaseResult(List<String> written, List<String> removed, int open) {
  public RebaseResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
  }
}
