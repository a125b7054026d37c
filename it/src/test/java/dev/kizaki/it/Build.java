package dev.kizaki.it;

import java.util.List;

/**
 * A build that has ended.
 *
 * @param exitCode Maven's exit code; 0 is success
 * @param log every line that was printed
 */
record Build(int exitCode, List<String> log) {
  Build {
    log = List.copyOf(log);
  }

  /** The output of the goals and the result of the build. */
  String transcript() {
    return Transcript.of(log);
  }
}
