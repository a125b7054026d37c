package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.inspire.source.SourceText;
import java.util.regex.Pattern;

/**
 * Finds the conflict markers of Git. They occur if two branches have a migration of the same name,
 * so that Git merges two migrations in one directory. The message shows how to move each into its
 * own directory, after which {@code rebase} can order them.
 */
final class ConflictMarkers {
  private static final Pattern MARK = Pattern.compile("^<{7} ", Pattern.MULTILINE);

  private ConflictMarkers() {}

  /**
   * @param directory the migration's directory, as messages print it
   * @throws Refusal when the file contains conflict markers
   */
  static void refuse(SourceText file, String directory) {
    if (MARK.matcher(file.text()).find()) {
      throw new Refusal(
          RefusalCode.CONFLICT_MARKERS,
          """
          %1$s contains conflict markers: two branches have a migration of this name.
          Move each into a directory of its own, then run `mvn kizaki:rebase`:
            git checkout --ours %2$s
            mv %2$s %2$s_ours
            git checkout --theirs %2$s\
          """
              .formatted(file.name(), directory));
    }
  }
}
