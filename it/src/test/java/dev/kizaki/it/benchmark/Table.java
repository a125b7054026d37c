package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows as aligned text: names are left-aligned, numbers right-aligned. */
record Table(List<Row> rows) {
  private static final List<String> HEAD =
      List.of("measured", "ours", "beside", "baseline", "found", "aim", "met");
  private static final List<Boolean> TO_THE_LEFT =
      List.of(true, false, true, false, false, false, true);

  Table {
    rows = List.copyOf(rows);
  }

  List<String> lines() {
    List<List<String>> cells =
        Stream.concat(Stream.of(HEAD), rows.stream().map(Table::cells)).toList();
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(column -> cells.stream().mapToInt(row -> row.get(column).length()).max())
            .map(width -> width.orElse(0))
            .toList();
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      lines.add(line(row, widths));
      if (lines.size() == 1) {
        lines.add(line(widths.stream().map("-"::repeat).toList(), widths));
      }
    }
    return lines;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.name(),
        time(row.ours()),
        row.beside(),
        time(row.baseline()),
        row.aim().found(row.ours(), row.baseline()),
        row.aim().text(),
        row.aim().isMet(row.ours(), row.baseline()) ? "yes" : "no");
  }

  private static String time(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", seconds(duration));
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(widths.get(column) - cells.get(column).length());
      line.append(column == 0 ? "" : "  ");
      line.append(
          TO_THE_LEFT.get(column) ? cells.get(column) + padding : padding + cells.get(column));
    }
    return line.toString().stripTrailing();
  }
}
