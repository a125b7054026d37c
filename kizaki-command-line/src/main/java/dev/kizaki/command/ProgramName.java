package dev.kizaki.command;

/** How people call the program: {@code java -jar tasks-migrations.jar}. */
final class ProgramName {
  private ProgramName() {}

  /**
   * @param classPath the class path of the JVM; with {@code -jar} it is the jar as the user named
   *     it
   */
  static String of(String classPath) {
    if (!classPath.endsWith(".jar") || classPath.contains(java.io.File.pathSeparator)) {
      return "java " + Main.class.getName();
    }
    return "java -jar " + (classPath.contains(" ") ? "\"" + classPath + "\"" : classPath);
  }
}
