package dev.kizaki.engine.snapshot;

/** The next step after a file of the history was found damaged: the one wording for all of them. */
public final class RestoreAdvice {
  private RestoreAdvice() {}

  /**
   * How to get a file of a migration back.
   *
   * @param path the file as messages print it, such as {@code
   *     migrations/0001_initial/snapshot.json}
   */
  public static String forFile(String path) {
    int slash = path.lastIndexOf('/');
    String restore = "Restore it with `git checkout -- " + path + "`";
    return slash < 0 ? restore + "." : restore + orPlanAgain(path.substring(0, slash));
  }

  /** How to get a whole migration back, or rid of it. */
  public static String forDirectory(String path) {
    return "Restore it with `git checkout -- " + path + "`" + orPlanAgain(path);
  }

  private static String orPlanAgain(String directory) {
    return "; or, if it belongs to the newest migration and no database has applied that, delete "
        + directory
        + " and run `mvn kizaki:plan`.";
  }
}
