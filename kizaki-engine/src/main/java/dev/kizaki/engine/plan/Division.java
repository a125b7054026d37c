package dev.kizaki.engine.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the numbers from 0 into two sides.
 *
 * @param codes a code for each number
 * @param bit the bit of the codes that decides; 0 is the first side
 */
record Division(int[] codes, int bit) {
  /** A bit that no code has, so that all numbers are on the first side. */
  private static final int NO_BIT = 30;

  /** Whether the number is on the first side. */
  boolean isFirst(int number) {
    return (codes[number] >> bit & 1) == 0;
  }

  /**
   * Returns few divisions of this many numbers, such that for any two numbers all four ways to
   * divide them occur: one in which all are on the first side, one in which all are on the second,
   * and one for each bit of codes in which half of the bits are set. Of two such codes each has a
   * bit that the other one does not have (Sperner's theorem says how many there are).
   */
  static List<Division> of(int numbers) {
    int bits = bits(numbers);
    int[] codes = new int[numbers];
    int[] ones = new int[numbers];
    int code = (1 << bits / 2) - 1;
    for (int number = 0; number < numbers; number++) {
      codes[number] = code;
      ones[number] = 1;
      code = next(code);
    }
    List<Division> divisions =
        new ArrayList<>(List.of(new Division(codes, NO_BIT), new Division(ones, 0)));
    for (int bit = 0; bit < bits && numbers > 1; bit++) {
      divisions.add(new Division(codes, bit));
    }
    return divisions;
  }

  /** The fewest bits of which so many codes can be made. */
  private static int bits(int numbers) {
    int bits = 1;
    while (codes(bits) < numbers) {
      bits++;
    }
    return bits;
  }

  /** The number of codes of this many bits, half of which are set. */
  private static long codes(int bits) {
    long codes = 1;
    for (int set = 1; set <= bits / 2; set++) {
      codes = codes * (bits - set + 1) / set;
    }
    return codes;
  }

  /** The next larger code with as many bits set. */
  private static int next(int code) {
    if (code == 0) {
      return 0;
    }
    int lowest = code & -code;
    int carried = code + lowest;
    return carried | ((code ^ carried) >>> 2) / lowest;
  }
}
