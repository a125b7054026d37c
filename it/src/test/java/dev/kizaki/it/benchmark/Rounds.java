package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Runs contestants alternately, A B A B, and takes the median of each. */
final class Rounds {
  /** Runs once and returns the duration of the measured part. */
  interface Contestant {
    Duration run() throws Exception;
  }

  /** The work that is measured. */
  interface Work {
    void run() throws Exception;
  }

  private Rounds() {}

  /**
   * The median of each contestant.
   *
   * @param warmUps the number of rounds before the measurement, in which the JVM compiles code and
   *     files are read into memory
   * @param counted the number of measured rounds; odd, so that one of them is the median
   */
  static List<Duration> medians(int warmUps, int counted, List<Contestant> contestants)
      throws Exception {
    OptionalInt trial = Sizes.trialRounds();
    return trial.isPresent()
        ? measured(0, trial.getAsInt(), contestants)
        : measured(warmUps, counted, contestants);
  }

  private static List<Duration> measured(int warmUps, int counted, List<Contestant> contestants)
      throws Exception {
    List<List<Duration>> times = new ArrayList<>();
    contestants.forEach(contestant -> times.add(new ArrayList<>()));
    for (int round = 0; round < warmUps + counted; round++) {
      for (int each = 0; each < contestants.size(); each++) {
        Duration time = contestants.get(each).run();
        if (round >= warmUps) {
          times.get(each).add(time);
        }
      }
    }
    return times.stream().map(Rounds::median).toList();
  }

  /** The duration of the work. */
  static Duration time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
