package dev.kizaki.it;

import org.junit.jupiter.api.TestReporter;

/** What became of the builds of one kind that were to be killed. */
final class KillTally {
  private final String kind;
  private int kills;
  private int recovered;
  private int ended;

  KillTally(String kind) {
    this.kind = kind;
  }

  /**
   * @param killed whether a build was killed; if not, it had ended before its moment came
   */
  void add(boolean killed) {
    if (killed) {
      kills++;
    } else {
      ended++;
    }
  }

  /** All that was asserted about the last kill held. */
  void recovered(boolean killed) {
    if (killed) {
      recovered++;
    }
  }

  int kills() {
    return kills;
  }

  /** Puts the numbers where a build's log and its reports show them. */
  void publish(TestReporter reporter) {
    String line =
        "%s: recovered %d / %d kills; %d ended before".formatted(kind, recovered, kills, ended);
    System.out.println(line);
    reporter.publishEntry("kills", line);
  }
}
