package dev.kizaki.inspire.source;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the lines of a text start, so that the place of each of many problems is found without
 * reading the text again.
 */
final class LineIndex {
  private final String text;

  /** The offsets of the lines. */
  private final int[] starts;

  /** The offsets of the second halves of surrogate pairs, which are no columns of their own. */
  private final int[] secondHalves;

  LineIndex(String text) {
    this.text = text;
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(at -> text.charAt(at) == '\n')
                    .map(at -> at + 1))
            .toArray();
    this.secondHalves =
        IntStream.range(1, text.length())
            .filter(
                at ->
                    Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1)))
            .toArray();
  }

  /** The number of the line, from 0. */
  int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The offset at which the line of this offset starts. */
  int start(int offset) {
    return starts[line(offset)];
  }

  /** The offset after the last character of the line of this offset, before its line end. */
  int end(int offset) {
    int next = line(offset) + 1;
    return next < starts.length ? starts[next] - 1 : text.length();
  }

  /** The number of characters before this offset in its line. */
  int column(int offset) {
    int start = start(offset);
    return offset - start - (secondHalvesBefore(offset) - secondHalvesBefore(start));
  }

  private int secondHalvesBefore(int offset) {
    int found = Arrays.binarySearch(secondHalves, offset);
    return found >= 0 ? found : -found - 1;
  }
}
