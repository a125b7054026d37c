package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.inspire.source.SourceText;
import java.util.regex.Pattern;

/**
 * Two branches gave a migration the same name, and Git merged them into one directory. Neither is
 * lost: each gets a directory of its own, and {@code rebase} does the rest.
 */
final class ConflictMarkers {
  private static final Pattern MARK = Pattern.compile("^<{7} ", Pattern.MULTILINE);

  private ConflictMarkers() {}

  /**
   * @param directory the migration's directory, as messages print it
   * @throws Refusal when the file holds the marks that Git leaves where it cannot merge
   */
  static void refuse(SourceText file, String directory) {
    if (MARK.matcher(file.text()).find()) {
      throw new Refusal(
          file.name()
              + " holds the marks of a merge: two branches have a migration of this name.\n"
              + "Give each a directory of its own, then run `mvn kizaki:rebase`:\n"
              + "  git checkout --ours "
              + directory
              + "\n  mv "
              + directory
              + " "
              + directory
              + "_ours\n  git checkout --theirs "
              + directory);
    }
  }
}
