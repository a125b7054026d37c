package dev.kizaki.engine.text;

/** The next step in messages about a damaged file of the history. */
public final class RestoreAdvice {
  private RestoreAdvice() {}

  /**
   * How to restore a file of a migration.
   *
   * @param path the file as messages print it, such as {@code
   *     migrations/0001_initial/snapshot.json}
   */
  public static String forFile(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0
        ? "Restore it with `git checkout -- %s`.".formatted(path)
        : """
        Restore it with `git checkout -- %s`; or, if it belongs to the newest migration and no \
        database has applied that, delete %s and run `mvn kizaki:plan`.\
        """
            .formatted(path, path.substring(0, slash));
  }
}
