package dev.kizaki.engine.embedded;

import java.util.Locale;

/** What a process uses an embedded server for. A message about a server in use tells it. */
public enum ServerUse {
  /** A goal that ends by itself. */
  BUILD,
  /** {@code kizaki:dev} with {@code kizaki.watch}, which runs until a person stops it. */
  WATCH,
  /** {@code kizaki:start}: the tests of a build. */
  TESTS,
  /** The same, with a server that records the statements of the tests. */
  RECORDED_TESTS;

  /** The word for this use in the name of a file. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The use with this word; {@link #BUILD} for any other word. */
  static ServerUse of(String word) {
    for (ServerUse use : values()) {
      if (use.word().equals(word)) {
        return use;
      }
    }
    return BUILD;
  }
}
