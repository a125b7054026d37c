package dev.kizaki.it.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aligned columns of text, with a line under their heads. */
final class Columns {
  private Columns() {}

  /**
   * @param head the heads, one for each column
   * @param left the columns that are left-aligned, from 0; numbers are right-aligned
   */
  static List<String> lines(List<String> head, List<Integer> left, List<List<String>> rows) {
    List<List<String>> cells = Stream.concat(Stream.of(head), rows.stream()).toList();
    List<Integer> widths =
        IntStream.range(0, head.size())
            .mapToObj(column -> cells.stream().mapToInt(row -> row.get(column).length()).max())
            .map(width -> width.orElse(0))
            .toList();
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      lines.add(line(row, left, widths));
      if (lines.size() == 1) {
        lines.add(line(widths.stream().map("-"::repeat).toList(), left, widths));
      }
    }
    return lines;
  }

  private static String line(List<String> cells, List<Integer> left, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(widths.get(column) - cells.get(column).length());
      line.append(column == 0 ? "" : "  ");
      line.append(
          left.contains(column) ? cells.get(column) + padding : padding + cells.get(column));
    }
    return line.toString().stripTrailing();
  }
}
