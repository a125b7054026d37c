package dev.kizaki.it;

import java.util.List;

/**
 * A build that has ended.
 *
 * @param exitCode Maven's; 0 is success
 * @param log every line it printed
 */
record Build(int exitCode, List<String> log) {
  Build {
    log = List.copyOf(log);
  }

  /** What the goals said, and how the build ended. */
  String transcript() {
    return Transcript.of(log);
  }
}
