package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets contestants run in turns, A B A B, and takes each one's median. */
final class Rounds {
  /** Runs once and says how long the part that counts took. */
  interface Contestant {
    Duration run() throws Exception;
  }

  /** What is timed. */
  interface Work {
    void run() throws Exception;
  }

  private Rounds() {}

  /**
   * The median of each contestant.
   *
   * @param thrownAway how many rounds come first that do not count: Java is not warm yet, and files
   *     are not in memory
   * @param counted how many rounds count; odd, so that one of them is the median
   */
  static List<Duration> medians(int thrownAway, int counted, List<Contestant> contestants)
      throws Exception {
    List<List<Duration>> times = new ArrayList<>();
    contestants.forEach(contestant -> times.add(new ArrayList<>()));
    for (int round = 0; round < thrownAway + counted; round++) {
      for (int each = 0; each < contestants.size(); each++) {
        Duration time = contestants.get(each).run();
        if (round >= thrownAway) {
          times.get(each).add(time);
        }
      }
    }
    return times.stream().map(Rounds::median).toList();
  }

  /** How long the work takes. */
  static Duration time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
