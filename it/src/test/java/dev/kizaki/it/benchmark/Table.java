package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.List;

/** Rows as aligned text. */
record Table(List<Row> rows) {
  private static final List<String> HEAD =
      List.of("measured", "amount", "beside", "its amount", "found", "aim", "met");
  private static final List<Integer> TO_THE_LEFT = List.of(0, 2, 6);

  Table {
    rows = List.copyOf(rows);
  }

  List<String> lines() {
    return Columns.lines(HEAD, TO_THE_LEFT, rows.stream().map(Table::cells).toList());
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.name(),
        row.ours().text(),
        row.beside(),
        row.baseline().text(),
        row.aim().found(row.ours(), row.baseline()),
        row.aim().text(),
        row.aim().met(row.ours(), row.baseline()).map(met -> met ? "yes" : "no").orElse(""));
  }
}
