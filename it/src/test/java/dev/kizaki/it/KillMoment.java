package dev.kizaki.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The moment at which a build is killed. It decides only which stage of the build is hit: the
 * assertions of a test hold for every moment, including a moment after the end of the build.
 *
 * @param name printed if an assertion fails
 */
record KillMoment(String name, Reached reached) {
  /** Polled until it returns true. */
  @FunctionalInterface
  interface Reached {
    boolean reached(RunningBuild build) throws Exception;
  }

  /** A time after the start. */
  static KillMoment after(Duration time) {
    return new KillMoment(
        "after " + time.toMillis() + " ms", build -> build.age().compareTo(time) >= 0);
  }

  /** After the build has printed a line. */
  static KillMoment line(String line) {
    return new KillMoment("line " + line, build -> build.hasPrinted(line));
  }

  /**
   * After a file or directory appears.
   *
   * @param pattern globs for one path element each, separated by {@code /}
   */
  static KillMoment appears(Path folder, String pattern) {
    return new KillMoment("there is " + pattern, build -> exists(folder, pattern));
  }

  /** After a file or directory has appeared and vanished. */
  static KillMoment vanishes(Path folder, String pattern) {
    boolean[] seen = new boolean[1];
    return new KillMoment(
        "gone is " + pattern,
        build -> {
          boolean there = exists(folder, pattern);
          seen[0] |= there;
          return seen[0] && !there;
        });
  }

  /**
   * After a query returns true. A failing query counts as false, because the table may not exist
   * yet.
   *
   * @param watcher a session in autocommit mode
   */
  static KillMoment query(Connection watcher, String condition) {
    return new KillMoment(condition, build -> isTrue(watcher, condition));
  }

  private static boolean isTrue(Connection watcher, String condition) {
    try (Statement statement = watcher.createStatement();
        ResultSet row = statement.executeQuery("select " + condition)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean exists(Path folder, String pattern) {
    int slash = pattern.indexOf('/');
    String first = slash < 0 ? pattern : pattern.substring(0, slash);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, first)) {
      for (Path child : children) {
        if (slash < 0 || exists(child, pattern.substring(slash + 1))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it is not there yet, or has gone meanwhile
    }
  }
}
