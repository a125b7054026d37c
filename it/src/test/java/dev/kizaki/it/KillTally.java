package dev.kizaki.it;

import org.junit.jupiter.api.TestReporter;

/** Counts how the builds of one kind that a test kills have ended. */
final class KillTally {
  private final String kind;
  private int kills;
  private int recovered;
  private int ended;

  KillTally(String kind) {
    this.kind = kind;
  }

  /**
   * @param killed whether a build was killed; false if it ended before the moment came
   */
  void add(boolean killed) {
    if (killed) {
      kills++;
    } else {
      ended++;
    }
  }

  /** Records that all assertions after the last kill held. */
  void recovered(boolean killed) {
    if (killed) {
      recovered++;
    }
  }

  int kills() {
    return kills;
  }

  /** Prints the numbers into the log and the reports of the build. */
  void publish(TestReporter reporter) {
    String line =
        "%s: recovered %d / %d kills; %d ended before".formatted(kind, recovered, kills, ended);
    System.out.println(line);
    reporter.publishEntry("kills", line);
  }
}
