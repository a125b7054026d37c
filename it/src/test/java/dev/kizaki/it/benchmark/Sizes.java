package dev.kizaki.it.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The sizes of the measurements; the build passes them, so that a trial can be small. */
final class Sizes {
  private Sizes() {}

  /** The migrations that every tool applies; an even number. */
  static int migrations() {
    return Integer.getInteger("benchmark.migrations", 300);
  }

  /** The entities of the schemas that are planned; each a multiple of 20, in ascending order. */
  static List<Integer> entities() {
    return list("benchmark.entities", "200,2000,10000");
  }

  /** The migrations of the histories, in ascending order. */
  static List<Integer> histories() {
    return list("benchmark.histories", "10,100,1000,5000");
  }

  /** The tables of the database whose status is read; a multiple of 20. */
  static int tables() {
    return Integer.getInteger("benchmark.tables", 2000);
  }

  /** The rounds of a trial, which warms nothing up; absent for a measurement. */
  static OptionalInt trialRounds() {
    int rounds = Integer.getInteger("benchmark.rounds", 0);
    return rounds > 0 ? OptionalInt.of(rounds) : OptionalInt.empty();
  }

  private static List<Integer> list(String property, String otherwise) {
    return Arrays.stream(System.getProperty(property, otherwise).split(","))
        .map(String::strip)
        .map(Integer::valueOf)
        .toList();
  }
}
